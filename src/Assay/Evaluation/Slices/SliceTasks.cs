using System.Runtime.ExceptionServices;

namespace Assay.Evaluation.Slices;

/// <summary>Work shared out between threads one piece at a time, because pieces differ much in size.</summary>
internal static class SliceTasks
{
    /// <summary>Runs every piece once, in the order given as far as threads allow; a thread makes its scratch once.</summary>
    public static void Run<TScratch>(int threads, int[] pieces, Func<TScratch> scratch, Action<TScratch, int> run)
    {
        var next = -1;
        void Work()
        {
            var own = scratch();
            for (var i = Interlocked.Increment(ref next); i < pieces.Length; i = Interlocked.Increment(ref next))
            {
                run(own, pieces[i]);
            }
        }

        threads = Math.Clamp(threads, 1, Math.Max(1, pieces.Length));
        if (threads == 1)
        {
            Work();
            return;
        }

        try
        {
            Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, _ => Work());
        }
        catch (AggregateException faults)
        {
            // What went wrong is the same at any number of threads.
            ExceptionDispatchInfo.Throw(faults.InnerExceptions[0]);
        }
    }

    /// <summary>All conditions, the ones with most work below them first, so that threads end together.</summary>
    public static int[] Conditions(PackedRows packed) =>
    [
        .. Enumerable.Range(1, packed.Conditions - 1)
            .OrderByDescending(c => (double)packed.SizeOf(c) * (packed.Features - packed.FeatureOf(c)) * (packed.Features - packed.FeatureOf(c))),
    ];
}

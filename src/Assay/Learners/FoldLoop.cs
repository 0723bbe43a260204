using System.Runtime.ExceptionServices;

namespace Assay.Learners;

/// <summary>Runs the folds of one fit in parallel, up to the options' threads.</summary>
internal static class FoldLoop
{
    /// <summary>Calls the body once a fold. The first fold's mistake comes out as it is, not wrapped.</summary>
    public static void Run(int folds, FitOptions options, Action<int> body)
    {
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, options.Threads), CancellationToken = options.Cancellation };
        try
        {
            Parallel.For(0, folds, parallel, body);
        }
        catch (AggregateException mistakes)
        {
            ExceptionDispatchInfo.Throw(mistakes.Flatten().InnerExceptions[0]);
        }
    }
}

using System.ComponentModel;
using System.Diagnostics;
using Assay.Numerics;
using Assay.Tuning;
using Assay.Tuning.Spaces;

namespace Assay.Benchmarks;

/// <summary>CPU time of one ask and tell of ten parameters in memory, by sampler and number of finished trials.</summary>
[Description("CPU time of an ask and tell, by sampler and trials")]
public static class TuningSpeedBenchmark
{
    private static readonly Space space = new(
    [
        .. Enumerable.Range(0, 6).Select(i => Dimension.Float($"x{i}", -5, 5)), Dimension.Float("lr", 1e-6, 1).Log(),
        Dimension.Int("n", 1, 100), Dimension.Int("m", 1, 1000).Log(), Dimension.Category("k", "a", "b", "c"),
    ]);

    /// <summary>No arguments.</summary>
    public static int Run(string[] arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        Console.WriteLine("sampler, finished trials, CPU ms an ask and tell");
        foreach (var (sampler, finished, rounds) in new[] { ("random", 1000, 2000), ("random", 100_000, 2000), ("tpe", 1000, 200), ("tpe", 5000, 100), ("gaussian-process", 50, 20), ("gaussian-process", 100, 20), ("gaussian-process", 200, 20) })
        {
            Console.WriteLine($"{sampler}, {finished}, {Measure(sampler, finished, rounds):F3}");
        }

        return 0;
    }

    private static double Measure(string sampler, int finished, int rounds)
    {
        using var study = new Study(space, new StudyOptions { Sampler = sampler });
        var random = new SeededRandom(1);
        for (var i = 0; i < finished; i++)
        {
            study.Enqueue(space.Draw(random));
            Step(study);
        }

        // The runtime compiles hot code a second time: not what a long search pays.
        for (var i = 0; i < rounds / 2; i++)
        {
            Step(study);
        }

        var thread = Process.GetCurrentProcess().TotalProcessorTime;
        for (var i = 0; i < rounds; i++)
        {
            Step(study);
        }

        var spent = (Process.GetCurrentProcess().TotalProcessorTime - thread).TotalMilliseconds / rounds;
        if (finished >= 100_000)
        {
            var watch = Stopwatch.StartNew();
            var best = study.Best!.Values[0];
            Console.WriteLine($"best of {study.History.Trials.Count}: {best:F3} in {watch.Elapsed.TotalMilliseconds:F3} ms");
        }

        return spent;
    }

    private static void Step(Study study)
    {
        var trial = study.Ask();
        var sum = 0.0;
        foreach (var code in trial.Configuration.Codes)
        {
            sum += (code - 1) * (code - 1);
        }

        study.Tell(trial.Number, TrialOutcome.Of(sum));
    }
}

using System.ComponentModel;
using System.Globalization;
using Assay.Metrics;
using Assay.Numerics;
using Assay.Statistics;

namespace Assay.Benchmarks;

/// <summary>How often nominal 95 % intervals hold the truth, over simulated data sets.</summary>
[Description("coverage of intervals, simulated")]
public static class CoverageBenchmark
{
    private const int Population = 2_000_000;

    /// <summary>Arguments: simulations (default 2,000), draws of each bootstrap (default 1,000), threads (default 2), only scenes whose names begin so (default all).</summary>
    public static int Run(string[] arguments)
    {
        int Number(int at, int otherwise) => arguments.Length > at ? int.Parse(arguments[at], CultureInfo.InvariantCulture) : otherwise;
        var (simulations, draws, threads) = (Number(0, 2000), Number(1, 1000), Number(2, 2));
        Console.WriteLine($"| number | rows | method | covered | of {simulations:N0} |");
        Console.WriteLine("|---|---|---|---|---|");
        foreach (var scene in CoverageScenes.All.Where(s => arguments.Length < 4 || s.Name.StartsWith(arguments[3], StringComparison.Ordinal)))
        {
            var truth = scene.Value(scene.Draw(new SeededRandom(99), Population));
            var results = new (bool Held, string Method)[simulations];
            Each(simulations, threads, i =>
            {
                var rows = scene.Draw(SeededRandom.For(1, scene.Name, i), scene.Rows);
                var interval = scene.Interval(rows, new BootstrapOptions { Draws = draws, Seed = (ulong)i });
                results[i] = (interval.Low <= truth && truth <= interval.High, interval.Method);
            });
            Console.WriteLine($"| {scene.Name} | {scene.Rows:N0} | {results[0].Method} | {100.0 * results.Count(r => r.Held) / simulations:F1} % | {results.Count(r => r.Held):N0} |");
        }

        return 0;
    }

    private static void Each(int count, int threads, Action<int> act) =>
        Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = threads }, act);
}

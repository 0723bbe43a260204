using System.ComponentModel;
using System.Globalization;
using Assay.Metrics;
using Assay.Numerics;
using Assay.Statistics;

namespace Assay.Benchmarks;

/// <summary>How often nominal 95 % intervals hold the truth, and how often the gate says what it should, over simulated data sets.</summary>
[Description("coverage of intervals and honesty of the gate, simulated")]
public static class CoverageBenchmark
{
    private const int Population = 2_000_000;

    /// <summary>Arguments: simulations (default 2,000), draws of each bootstrap (default 1,000), threads (default 2), only this scene (default all).</summary>
    public static int Run(string[] arguments)
    {
        int Number(int at, int otherwise) => arguments.Length > at ? int.Parse(arguments[at], CultureInfo.InvariantCulture) : otherwise;
        var (simulations, draws, threads) = (Number(0, 2000), Number(1, 1000), Number(2, 2));
        Console.WriteLine($"| number | rows | method | covered | of {simulations:N0} |");
        Console.WriteLine("|---|---|---|---|---|");
        foreach (var scene in CoverageScenes.All.Where(s => arguments.Length < 4 || s.Name == arguments[3]))
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

        if (arguments.Length < 4 || arguments[3] == "gate")
        {
            Gates(simulations, draws, threads);
        }

        return 0;
    }

    private static void Gates(int simulations, int draws, int threads)
    {
        const int Rows = 1000;
        Console.WriteLine();
        Console.WriteLine("| gate, AUC, 1,000 rows | better | equal | worse | cannot tell |");
        Console.WriteLine("|---|---|---|---|---|");
        foreach (var margin in new[] { 0.0, 0.002, 0.01 })
        {
            Print($"no true difference, margin {margin}", Decide(1, margin));
        }

        // The gain that should be found in 80 of 100 comparisons, from the interval of one large pair scaled to these rows.
        const int Large = 200_000;
        var wide = Pair(CoverageScenes.Pair(new SeededRandom(5), Large, 1.2), new BootstrapOptions { Draws = 500, Threads = threads });
        var scaled = wide with { Low = wide.Value - (Half(wide) * Math.Sqrt(Large / (double)Rows)), High = wide.Value + (Half(wide) * Math.Sqrt(Large / (double)Rows)) };
        foreach (var margin in new[] { 0.0, 0.002, 0.01 })
        {
            var gain = Gate.SmallestDetectable(scaled, margin);
            var strength = Tails.Root(s => Gain(s) - gain, 1, 3);
            Print($"true gain {gain:F4}, margin {margin}, promised 80 %", Decide(strength, margin));
        }

        Decision[] Decide(double strength, double margin)
        {
            var decisions = new Decision[simulations];
            Each(simulations, threads, i =>
            {
                var rows = CoverageScenes.Pair(SeededRandom.For(2, "gate", i), Rows, strength);
                decisions[i] = Gate.Decide(Pair(rows, new BootstrapOptions { Draws = draws, Seed = (ulong)i }), margin);
            });
            return decisions;
        }
    }

    // The true gain in AUC of a score that separates classes by so many times more, in closed form (two normals).
    private static double Gain(double strength) => Tails.NormalBelow(strength / Math.Sqrt(2)) - Tails.NormalBelow(1 / Math.Sqrt(2));

    private static double Half(Interval interval) => (interval.High - interval.Low) / 2;

    private static Interval Pair(CoverageRows rows, BootstrapOptions options) => Bootstrap.Paired(
        new RocAuc().Prepare(rows.Truth, rows.Predicted, 1), new RocAuc().Prepare(rows.Truth, rows.Other, 1), rows.Truth.Length, options).Difference;

    private static void Print(string what, Decision[] decisions)
    {
        string Share(Decision decision) => $"{100.0 * decisions.Count(d => d == decision) / decisions.Length:F1} %";
        Console.WriteLine($"| {what} | {Share(Decision.Better)} | {Share(Decision.EqualWithinMargin)} | {Share(Decision.Worse)} | {Share(Decision.CannotTell)} |");
    }

    private static void Each(int count, int threads, Action<int> act) =>
        Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = threads }, act);
}

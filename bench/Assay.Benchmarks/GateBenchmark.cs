using System.ComponentModel;
using System.Globalization;
using Assay.Metrics;
using Assay.Numerics;
using Assay.Statistics;

namespace Assay.Benchmarks;

/// <summary>How often the gate says what it should: of pairs without a true difference, and of pairs with the smallest detectable one.</summary>
[Description("honesty of the gate over several metrics, simulated")]
public static class GateBenchmark
{
    private const int Rows = 1000;
    private const int Pilot = 5000;
    private const int Large = 1_000_000;

    /// <summary>Arguments: simulations (default 2,000), draws of each bootstrap (default 1,000), threads (default 2), only this metric (default all).</summary>
    public static int Run(string[] arguments)
    {
        int Number(int at, int otherwise) => arguments.Length > at ? int.Parse(arguments[at], CultureInfo.InvariantCulture) : otherwise;
        var (simulations, draws, threads) = (Number(0, 2000), Number(1, 1000), Number(2, 2));
        Console.WriteLine("| gate, 1,000 rows | better | equal | worse | cannot tell |");
        Console.WriteLine("|---|---|---|---|---|");
        foreach (var scene in GateScene.All.Where(s => arguments.Length < 4 || s.Metric == arguments[3]))
        {
            var (strength, gain) = Promise(scene);
            foreach (var (what, world) in new[] { ("no true difference", scene.Equal), ($"true gain {gain:G3}, promised 80 %", strength) })
            {
                var intervals = new Interval[simulations];
                Parallel.For(0, simulations, new ParallelOptions { MaxDegreeOfParallelism = threads }, i => intervals[i] =
                    Pair(scene, scene.Draw(SeededRandom.For(2, scene.Metric, i), Rows, world), new BootstrapOptions { Draws = draws, Seed = (ulong)i }));
                Print($"{scene.Metric}, {what}, margin 0", [.. intervals.Select(difference => Gate.Decide(difference, 0))]);
                Print($"{scene.Metric}, {what}, margin {gain / 4:G2}", [.. intervals.Select(difference => Gate.Decide(difference, gain / 4))]);
            }
        }

        return 0;
    }

    // The strength whose true gain is the smallest that these rows should show in 80 of 100 comparisons, the standard error being that at this very strength.
    private static (double Strength, double Gain) Promise(GateScene scene)
    {
        var (strength, gain) = (scene.Equal + (0.3 * (scene.Most - scene.Equal)), 0.0);
        for (var round = 0; round < 2; round++)
        {
            double[] differences = [.. Enumerable.Range(0, Pilot).Select(i => Difference(scene, scene.Draw(SeededRandom.For(3, scene.Metric, i), Rows, strength)))];
            var half = Tails.NormalOfLevel(0.95) * Math.Sqrt(Sums.Squares(differences, differences.Average()) / (Pilot - 1));
            gain = Gate.SmallestDetectable(new Interval(0, -half, half, "the true standard error"));
            strength = StrengthOf(scene, gain);
        }

        return (strength, gain);
    }

    private static double StrengthOf(GateScene scene, double gain)
    {
        var (low, high) = (scene.Equal, scene.Most);
        for (var step = 0; step < 14; step++)
        {
            var middle = (low + high) / 2;
            (low, high) = TrueGain(scene, middle) < gain ? (middle, high) : (low, middle);
        }

        return low;
    }

    // The same million rows at every strength, so that the gain grows smoothly.
    private static double TrueGain(GateScene scene, double strength)
    {
        return Difference(scene, scene.Draw(new SeededRandom(6), Large, strength));
    }

    private static double Difference(GateScene scene, CoverageRows rows)
    {
        var metric = Catalogue<Metric>.Find(scene.Metric);
        double Of(double[] predicted) => metric.Measure(new Scored(rows.Truth, predicted, 1, [])).Value;
        return (Of(rows.Predicted) - Of(rows.Other)) * (metric.LargerIsBetter ? 1 : -1);
    }

    private static Interval Pair(GateScene scene, CoverageRows rows, BootstrapOptions options)
    {
        var metric = Catalogue<Metric>.Find(scene.Metric);
        var (first, second) = (metric.Prepare(rows.Truth, rows.Predicted, 1), metric.Prepare(rows.Truth, rows.Other, 1));
        return metric.LargerIsBetter
            ? Bootstrap.Paired(first, second, rows.Truth.Length, options).Difference
            : Bootstrap.Paired(second, first, rows.Truth.Length, options).Difference;
    }

    private static void Print(string what, Decision[] decisions)
    {
        string Share(Decision decision) => $"{100.0 * decisions.Count(d => d == decision) / decisions.Length:F1} %";
        Console.WriteLine($"| {what} | {Share(Decision.Better)} | {Share(Decision.EqualWithinMargin)} | {Share(Decision.Worse)} | {Share(Decision.CannotTell)} |");
    }
}

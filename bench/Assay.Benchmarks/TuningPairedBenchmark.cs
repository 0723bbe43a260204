using System.ComponentModel;
using System.Globalization;
using Assay.Statistics;

namespace Assay.Benchmarks;

/// <summary>Compares two samplers seed by seed from the rows the tuning benchmark wrote: Wilcoxon's signed-rank test on every task, corrected by Holm over the tasks.</summary>
[Description("Paired tests of two samplers from the rows of two tuning runs")]
public static class TuningPairedBenchmark
{
    /// <summary>Arguments: the CSV of ours, the CSV of theirs, a column (best@50). Seeds without a partner are left out; smaller is better.</summary>
    public static int Run(string[] arguments)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(arguments.Length, 2, "the rows of ours and of theirs");
        var column = arguments.ElementAtOrDefault(2) ?? "best@50";
        var (ours, theirs) = (Read(arguments[0], column), Read(arguments[1], column));
        var pairs = ours.Where(o => theirs.ContainsKey(o.Key)).GroupBy(o => o.Key.Task).Select(g => (Task: g.Key, Own: g.Select(o => o.Value).ToArray(), Other: g.Select(o => theirs[o.Key]).ToArray())).ToArray();
        double[] p = [.. pairs.Select(pair => P([.. pair.Own.Zip(pair.Other, (own, other) => own - other)]))];
        var holm = AdjustedP.Holm(p);
        Console.WriteLine($"{"task",-26} {"seeds",5} {"ours",-12} {"theirs",-12} {"better",-7} {"worse",-6} {"p",-8} Holm");
        for (var t = 0; t < pairs.Length; t++)
        {
            var (task, own, other) = pairs[t];
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{task,-26} {own.Length,5} {Median(own),-12:G6} {Median(other),-12:G6} {own.Zip(other).Count(x => x.First < x.Second),-7} {own.Zip(other).Count(x => x.First > x.Second),-6} {p[t],-8:G3} {holm[t]:G3}"));
        }

        return 0;
    }

    // Ties and equal seeds have no exact distribution.
    private static double P(double[] gaps) =>
        !gaps.Any(g => g != 0) ? 1 : SignedRank.Exact(gaps).P is var exact && double.IsNaN(exact) ? SignedRank.Normal(gaps).P : exact;

    private static Dictionary<(string Task, string Seed), double> Read(string path, string column)
    {
        var lines = File.ReadAllLines(path);
        var at = Array.IndexOf(lines[0].Split(','), column);
        return lines.Skip(1).Select(l => l.Split(',')).ToDictionary(c => (c[1], c[2]), c => double.Parse(c[at], CultureInfo.InvariantCulture));
    }

    private static double Median(double[] values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}

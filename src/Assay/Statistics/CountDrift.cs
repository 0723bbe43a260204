using Assay.Numerics;
using MathNet.Numerics;

namespace Assay.Statistics;

/// <summary>Tests and distances of two rows of counts over the same categories.</summary>
/// <remarks>Source: Pearson 1900; Yates 1934; Cramer 1946; Fisher 1922; checked against scipy 1.10. Categories without any row are left out of the tests.</remarks>
public static class CountDrift
{
    private const double SmallestShare = 1e-4;

    /// <summary>Pearson's chi-squared of the 2 x k table, k - 1 degrees of freedom.</summary>
    public static TestResult ChiSquared(double[] reference, double[] current) => Pearson(reference, current, 0);

    /// <summary>Chi-squared with Yates' correction of at most one half, for two categories.</summary>
    public static TestResult Yates(double[] reference, double[] current) => Pearson(reference, current, 0.5);

    /// <summary>Association of sample and category from 0 to 1: the root of chi-squared over rows (two rows of counts).</summary>
    public static double CramerV(double[] reference, double[] current) =>
        Math.Sqrt(ChiSquared(reference, current).Statistic / (reference.Sum() + current.Sum()));

    /// <summary>Likelihood-ratio test; each count is raised to at least <paramref name="smallest"/> so that empty cells stay finite.</summary>
    public static TestResult LikelihoodRatio(double[] reference, double[] current, double smallest = 1)
    {
        Check(reference, current);
        var cells = Cells([.. reference.Select(c => Math.Max(c, smallest))], [.. current.Select(c => Math.Max(c, smallest))]);
        var statistic = 2 * cells.Sum(c => c.Seen == 0 ? 0 : c.Seen * Math.Log(c.Seen / c.Expected));
        return new(statistic, Tails.ChiSquaredAbove(statistic, (cells.Count / 2) - 1));
    }

    /// <summary>Root of the Jensen-Shannon divergence in bits, from 0 to 1. Source: Endres and Schindelin, IEEE IT 49, 2003.</summary>
    public static double JensenShannon(double[] reference, double[] current) =>
        Math.Sqrt(Math.Max(0, Shares(reference, current).Sum(s => (Half(s.From, s.To) + Half(s.To, s.From)) / 2)));

    /// <summary>Half the summed distance of shares, from 0 to 1.</summary>
    public static double TotalVariation(double[] reference, double[] current) => Shares(reference, current).Sum(s => Math.Abs(s.From - s.To)) / 2;

    /// <summary>Root of 1 - sum of geometric mean shares, from 0 to 1.</summary>
    public static double Hellinger(double[] reference, double[] current) =>
        Math.Sqrt(Shares(reference, current).Sum(s => Math.Pow(Math.Sqrt(s.From) - Math.Sqrt(s.To), 2)) / 2);

    /// <summary>Exact test of a 2 x 2 table: the sample odds ratio and the two-sided p value (all tables no more likely than the one seen).</summary>
    public static TestResult Fisher(double[] reference, double[] current)
    {
        Check(reference, current);
        if (reference.Length != 2)
        {
            throw new ArgumentException($"Fisher's test here is of two categories, not {reference.Length}.");
        }

        var (a, b, c, d) = ((int)reference[0], (int)reference[1], (int)current[0], (int)current[1]);
        var (row, column, all) = (a + b, a + c, a + b + c + d);
        double LogChance(int x) => Choose(row, x) + Choose(all - row, column - x) - Choose(all, column);
        var (low, high) = (Math.Max(0, column - (all - row)), Math.Min(row, column));
        var seen = LogChance(a);
        var p = Enumerable.Range(low, high - low + 1).Select(LogChance).Where(chance => chance <= seen + 1e-9).Sum(Math.Exp);
        var (across, along) = ((double)a * d, (double)b * c);
        return new(along > 0 ? across / along : across > 0 ? double.PositiveInfinity : double.NaN, Math.Min(1, p));
    }

    /// <summary>Population stability index of two rows of counts over the same categories.</summary>
    public static double StabilityIndex(double[] reference, double[] current)
    {
        Check(reference, current);
        var (all, allNow) = (reference.Sum(), current.Sum());
        return reference.Zip(current, (before, now) =>
        {
            var (from, to) = (Math.Max(before / all, SmallestShare), Math.Max(now / allNow, SmallestShare));
            return (to - from) * Math.Log(to / from);
        }).Sum();
    }

    private static double Choose(int n, int k) => SpecialFunctions.FactorialLn(n) - SpecialFunctions.FactorialLn(k) - SpecialFunctions.FactorialLn(n - k);

    private static double Half(double p, double q) => p == 0 ? 0 : p * Math.Log2(2 * p / (p + q));

    private static TestResult Pearson(double[] reference, double[] current, double correction)
    {
        var cells = Cells(reference, current);
        var statistic = cells.Sum(c =>
        {
            var gap = Math.Abs(c.Seen - c.Expected);
            gap -= Math.Min(correction, gap);
            return gap * gap / c.Expected;
        });
        return new(statistic, Tails.ChiSquaredAbove(statistic, (cells.Count / 2) - 1));
    }

    private static List<(double Seen, double Expected)> Cells(double[] reference, double[] current)
    {
        Check(reference, current);
        var (all, allNow) = (reference.Sum(), current.Sum());
        var cells = new List<(double, double)>();
        for (var k = 0; k < reference.Length; k++)
        {
            var share = (reference[k] + current[k]) / (all + allNow);
            if (share > 0)
            {
                cells.Add((reference[k], share * all));
                cells.Add((current[k], share * allNow));
            }
        }

        return cells;
    }

    // Every number here is a share of its row of counts, so each row needs at least one.
    private static void Check(double[] reference, double[] current)
    {
        Inputs.SameLength(reference.Length, current.Length, "Categories of both rows of counts");
        foreach (var counts in (double[][])[reference, current])
        {
            Inputs.Finite(counts, "count");
            if (counts.Any(count => count < 0) || !counts.Any(count => count > 0))
            {
                throw new AssayException("data.count-bad", "Counts are at least 0, and each sample needs at least one row. Leave an empty sample out.");
            }
        }
    }

    private static IEnumerable<(double From, double To)> Shares(double[] reference, double[] current)
    {
        Check(reference, current);
        var (all, allNow) = (reference.Sum(), current.Sum());
        return reference.Zip(current, (before, now) => (before / all, now / allNow));
    }
}

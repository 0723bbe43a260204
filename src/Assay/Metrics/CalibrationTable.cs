using Assay.Numerics;
using Assay.Statistics;

namespace Assay.Metrics;

/// <summary>Rows in bins of predicted probability: mean probability beside observed rate.</summary>
/// <param name="Bins">Bins with rows, in order of probability.</param>
public sealed record CalibrationTable(IReadOnlyList<ReliabilityBin> Bins)
{
    /// <summary>Bins of equal width: min(floor(p M), M - 1).</summary>
    /// <param name="rows">Truth 0 or 1, one probability a row.</param>
    /// <param name="count">Bins, M.</param>
    public static CalibrationTable Width(Scored rows, int count)
    {
        Check(rows);
        return Gather(rows, [.. Enumerable.Range(0, rows.Count)], BinsOf(rows, p => Math.Clamp((int)(p * count), 0, count - 1)));
    }

    /// <summary>Bins of equally many rows: a stable ascending sort cut in M parts, the first (n mod M) one row longer.</summary>
    public static CalibrationTable Mass(Scored rows, int count)
    {
        Check(rows);
        var all = RadixSort.Order(rows.Predicted);
        var weights = rows.Weights.ToArray();
        int[] order = [.. all.Where(row => weights.Length == 0 || weights[row] > 0)];
        var (size, longer) = (order.Length / count, order.Length % count);
        var bins = new int[order.Length];
        for (var i = 0; i < bins.Length; i++)
        {
            bins[i] = i < longer * (size + 1) ? i / (size + 1) : longer + ((i - (longer * (size + 1))) / size);
        }

        return Gather(rows, order, bins);
    }

    /// <summary>Bins between given inner edges; a probability at an edge belongs to the bin below.</summary>
    public static CalibrationTable Between(Scored rows, double[] innerEdges)
    {
        Check(rows);
        return Gather(rows, [.. Enumerable.Range(0, rows.Count)], BinsOf(rows, p => innerEdges.Count(edge => edge < p)));
    }

    /// <summary>Bins between quantiles of the probabilities (linear between order statistics), without regard to weights.</summary>
    public static CalibrationTable BetweenQuantiles(Scored rows, int count)
    {
        Check(rows);
        var sorted = rows.Predicted.ToArray();
        Array.Sort(sorted);
        return Between(rows, [.. Enumerable.Range(1, count - 1).Select(k => Quantiles.Linear(sorted, k * (1.0 / count)))]);
    }

    /// <summary>Weighted mean of the gaps between probability and rate. Source: Naeini et al., AAAI 2015.</summary>
    public double ExpectedError => Bins.Sum(b => b.Weight * Math.Abs(b.Gap)) / Bins.Sum(b => b.Weight);

    /// <summary>The largest gap.</summary>
    public double LargestError => Bins.Max(b => Math.Abs(b.Gap));

    /// <summary>Root of the weighted mean squared gap.</summary>
    public double RootMeanSquare => Math.Sqrt(Bins.Sum(b => b.Weight * b.Gap * b.Gap) / Bins.Sum(b => b.Weight));

    /// <summary>Hosmer and Lemeshow's chi-squared over these bins, bins - 2 degrees of freedom; unweighted rows.</summary>
    /// <remarks>Source: Hosmer and Lemeshow, Communications in Statistics A 9, 1980.</remarks>
    public TestResult HosmerLemeshow
    {
        get
        {
            var statistic = Bins.Sum(b => b.Weight * b.Gap * b.Gap / (b.Predicted * (1 - b.Predicted)));
            return new(statistic, Tails.ChiSquaredAbove(statistic, Bins.Count - 2));
        }
    }

    /// <summary>Whether probabilities are calibrated, without bins: z is normal when they are. Unweighted rows.</summary>
    /// <remarks>Source: Spiegelhalter, Statistics in Medicine 5, 1986.</remarks>
    public static TestResult Spiegelhalter(Scored rows)
    {
        Check(rows);
        var (sum, variance) = (0.0, 0.0);
        for (var i = 0; i < rows.Count; i++)
        {
            var p = rows.Predicted[i];
            sum += (rows.Truth[i] - p) * (1 - (2 * p));
            variance += (1 - (2 * p)) * (1 - (2 * p)) * p * (1 - p);
        }

        var z = sum / Math.Sqrt(variance);
        return new(z, Tails.NormalTwoSided(z));
    }

    private static void Check(Scored rows)
    {
        Door.Probabilities(rows);
        Door.OneOutput(rows.Outputs);
    }

    private static int[] BinsOf(Scored rows, Func<double, int> of)
    {
        var bins = new int[rows.Count];
        for (var i = 0; i < bins.Length; i++)
        {
            bins[i] = of(rows.Predicted[i]);
        }

        return bins;
    }

    private static CalibrationTable Gather(Scored rows, int[] order, int[] bins)
    {
        var sums = new SortedDictionary<int, (double Weight, double Predicted, double Truth)>();
        for (var i = 0; i < order.Length; i++)
        {
            var weight = rows.Weights.IsEmpty ? 1 : rows.Weights[order[i]];
            if (weight > 0)
            {
                var sum = sums.GetValueOrDefault(bins[i]);
                sums[bins[i]] = (sum.Weight + weight, sum.Predicted + (weight * rows.Predicted[order[i]]), sum.Truth + (weight * rows.Truth[order[i]]));
            }
        }

        return new([.. sums.Select(s => new ReliabilityBin(s.Key, s.Value.Weight, s.Value.Predicted / s.Value.Weight, s.Value.Truth / s.Value.Weight))]);
    }
}

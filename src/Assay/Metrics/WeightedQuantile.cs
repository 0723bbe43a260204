using Assay.Numerics;

namespace Assay.Metrics;

/// <summary>Quantiles of weighted numbers.</summary>
internal static class WeightedQuantile
{
    /// <summary>Where half the weight is reached; the middle of two when it is reached exactly between them.</summary>
    public static double Median(ReadOnlySpan<double> values, ReadOnlySpan<double> weights)
    {
        var order = RadixSort.Order(values);
        var total = weights.IsEmpty ? values.Length : Sums.Of(weights);
        var (reached, lower) = (0.0, double.NaN);
        foreach (var row in order)
        {
            var weight = weights.IsEmpty ? 1 : weights[row];
            if (weight == 0)
            {
                continue;
            }

            if (!double.IsNaN(lower))
            {
                return (lower + values[row]) / 2;
            }

            reached += weight;
            if (reached > total / 2)
            {
                return values[row];
            }

            lower = reached == total / 2 ? values[row] : lower;
        }

        return lower;
    }

    /// <summary>Without weights linear between order statistics; with weights the lowest number at which the share of weight is reached (scikit-learn 1.2).</summary>
    public static double Of(ReadOnlySpan<double> values, ReadOnlySpan<double> weights, double share)
    {
        if (weights.IsEmpty)
        {
            var sorted = values.ToArray();
            Array.Sort(sorted);
            return Quantiles.Linear(sorted, share);
        }

        var order = RadixSort.Order(values);
        var wanted = 0.0;
        foreach (var row in order)
        {
            wanted += weights[row];
        }

        wanted *= share;
        var reached = 0.0;
        var last = double.NaN;
        foreach (var row in order)
        {
            reached += weights[row];
            last = weights[row] > 0 ? values[row] : last;
            if (reached >= wanted && reached > 0)
            {
                return values[row];
            }
        }

        return last;
    }
}

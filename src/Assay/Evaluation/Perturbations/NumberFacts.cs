using Assay.Numerics;

namespace Assay.Evaluation.Perturbations;

/// <summary>The scale of a column of numbers; missing cells count in none of it.</summary>
/// <param name="Sorted">The values, ascending.</param>
/// <param name="Deviation">The standard deviation (n - 1); 0 for fewer than two values.</param>
/// <param name="Minimum">The smallest, in training where that is known; NaN of nothing.</param>
/// <param name="Maximum">The largest, in training where that is known; NaN of nothing.</param>
internal sealed record NumberFacts(double[] Sorted, double Deviation, double Minimum, double Maximum)
{
    /// <summary>The scale of these values.</summary>
    public static NumberFacts Of(ReadOnlySpan<double> values)
    {
        var kept = new List<double>(values.Length);
        foreach (var value in values)
        {
            if (!double.IsNaN(value))
            {
                kept.Add(value);
            }
        }

        double[] sorted = [.. kept];
        Array.Sort(sorted);
        if (sorted.Length == 0)
        {
            return new(sorted, 0, double.NaN, double.NaN);
        }

        var deviation = sorted.Length < 2 ? 0 : Math.Sqrt(Sums.Squares(sorted, Sums.Mean(sorted)) / (sorted.Length - 1));
        return new(sorted, deviation, sorted[0], sorted[^1]);
    }

    /// <summary>The quantile, share in [0, 1]; NaN of nothing.</summary>
    public double Quantile(double share) => Sorted.Length == 0 ? double.NaN : Quantiles.Linear(Sorted, Math.Clamp(share, 0, 1));
}

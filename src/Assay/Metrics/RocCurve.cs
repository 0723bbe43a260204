namespace Assay.Metrics;

/// <summary>True against false positive rate over all thresholds, from (0, 0) to (1, 1).</summary>
/// <param name="FalsePositiveRate">Ascending; first point 0.</param>
/// <param name="TruePositiveRate">At the same points.</param>
/// <param name="Thresholds">Scores, descending, one for each point but the first: a row at or above it counts as positive.</param>
/// <remarks>Source: Fawcett, Pattern Recognition Letters 27, 2006; checked against scikit-learn 1.2.1. Rates are NaN when a class has no row.</remarks>
public sealed record RocCurve(IReadOnlyList<double> FalsePositiveRate, IReadOnlyList<double> TruePositiveRate, IReadOnlyList<double> Thresholds)
{
    /// <summary>The curve at every distinct score.</summary>
    /// <param name="rows">Truth 0 or 1, one score a row.</param>
    public static RocCurve Of(Scored rows)
    {
        var curve = Curve.Of(rows);
        return Make(curve, [.. Enumerable.Range(0, curve.Thresholds.Length)]);
    }

    /// <summary>The curve without points on the straight line between their neighbours; the same area.</summary>
    public static RocCurve Corners(Scored rows)
    {
        var curve = Curve.Of(rows);
        var last = curve.Thresholds.Length - 1;
        bool Bends(double[] counts, int i) => counts[i + 1] - counts[i] != counts[i] - counts[i - 1];
        return Make(curve, [.. Enumerable.Range(0, last + 1).Where(i =>
            i == 0 || i == last || Bends(curve.FalsePositives, i) || Bends(curve.TruePositives, i))]);
    }

    /// <summary>Largest distance of both rates: Kolmogorov and Smirnov's statistic, Youden's J at its best threshold.</summary>
    public double LargestGap => TruePositiveRate.Zip(FalsePositiveRate, (t, f) => t - f).Max();

    /// <summary>Area up to a false positive rate, scaled so that chance is 0.5 and perfect 1.</summary>
    /// <param name="rate">In (0, 1].</param>
    /// <remarks>Source: McClish, Medical Decision Making 9, 1989; linear between points.</remarks>
    public double PartialArea(double rate)
    {
        var (x, y) = (new List<double>(), new List<double>());
        for (var i = 0; i < FalsePositiveRate.Count; i++)
        {
            if (FalsePositiveRate[i] > rate)
            {
                var share = (rate - FalsePositiveRate[i - 1]) / (FalsePositiveRate[i] - FalsePositiveRate[i - 1]);
                x.Add(rate);
                y.Add(TruePositiveRate[i - 1] + (share * (TruePositiveRate[i] - TruePositiveRate[i - 1])));
                break;
            }

            x.Add(FalsePositiveRate[i]);
            y.Add(TruePositiveRate[i]);
        }

        var chance = rate * rate / 2;
        return 0.5 * (1 + ((Curve.Trapezoids(x, y) - chance) / (rate - chance)));
    }

    private static RocCurve Make(Curve curve, int[] points) => new(
        [0, .. points.Select(i => curve.FalsePositives[i] / curve.Negatives)],
        [0, .. points.Select(i => curve.TruePositives[i] / curve.Positives)],
        [.. points.Select(i => curve.Thresholds[i])]);
}

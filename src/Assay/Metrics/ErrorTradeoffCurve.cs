namespace Assay.Metrics;

/// <summary>False negative against false positive rate over thresholds (detection error tradeoff).</summary>
/// <param name="FalsePositiveRate">Falling.</param>
/// <param name="FalseNegativeRate">Rising.</param>
/// <param name="Thresholds">Ascending.</param>
/// <remarks>From the last threshold without a miss to the first without a false alarm. Source: Martin et al., Eurospeech 1997; as scikit-learn 1.2.</remarks>
public sealed record ErrorTradeoffCurve(IReadOnlyList<double> FalsePositiveRate, IReadOnlyList<double> FalseNegativeRate, IReadOnlyList<double> Thresholds)
{
    /// <summary>The curve.</summary>
    /// <param name="rows">Truth 0 or 1, one score a row.</param>
    public static ErrorTradeoffCurve Of(Scored rows)
    {
        var curve = Curve.Of(rows);
        var first = Array.FindLastIndex(curve.FalsePositives, f => f == curve.FalsePositives[0]);
        var last = Array.FindIndex(curve.TruePositives, t => t == curve.Positives);
        int[] points = [.. Enumerable.Range(first, Math.Max(0, last - first + 1)).Reverse()];
        return new(
            [.. points.Select(i => curve.FalsePositives[i] / curve.Negatives)],
            [.. points.Select(i => (curve.Positives - curve.TruePositives[i]) / curve.Positives)],
            [.. points.Select(i => curve.Thresholds[i])]);
    }
}

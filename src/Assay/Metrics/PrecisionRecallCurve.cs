namespace Assay.Metrics;

/// <summary>Precision against recall over all thresholds.</summary>
/// <param name="Precision">At each threshold; the last point is 1.</param>
/// <param name="Recall">At each threshold, falling; the last point is 0.</param>
/// <param name="Thresholds">Distinct scores, ascending; one fewer than points.</param>
/// <remarks>Source: Davis and Goadrich, ICML 2006 (who warn of the trapezoid area); checked against scikit-learn 1.2.1.</remarks>
public sealed record PrecisionRecallCurve(IReadOnlyList<double> Precision, IReadOnlyList<double> Recall, IReadOnlyList<double> Thresholds)
{
    /// <summary>The curve at every distinct score.</summary>
    /// <param name="rows">Truth 0 or 1, one score a row.</param>
    public static PrecisionRecallCurve Of(Scored rows)
    {
        var curve = Curve.Of(rows);
        var count = curve.Thresholds.Length;
        int[] ascending = [.. Enumerable.Range(0, count).Select(i => count - 1 - i)];
        return new(
            [.. ascending.Select(i => curve.TruePositives[i] / (curve.TruePositives[i] + curve.FalsePositives[i])), 1],
            [.. ascending.Select(i => curve.TruePositives[i] / curve.Positives), 0],
            [.. ascending.Select(i => curve.Thresholds[i])]);
    }

    /// <summary>Area under straight lines between the points: too high, since precision does not fall in straight lines; prefer average precision.</summary>
    public double TrapezoidArea => -Curve.Trapezoids(Recall, Precision);
}

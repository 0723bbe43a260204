namespace Assay.Metrics;

/// <summary>The largest absolute error, in the target's unit.</summary>
[Named("max-error")]
public sealed class MaxError : WholeMetric
{
    /// <inheritdoc/>
    public override bool LargerIsBetter => false;

    /// <inheritdoc/>
    protected override MetricValue Of(Scored rows)
    {
        var largest = 0.0;
        for (var i = 0; i < rows.Count; i++)
        {
            largest = Weight(rows, i) > 0 ? Math.Max(largest, Math.Abs(rows.Truth[i] - rows.Predicted[i])) : largest;
        }

        return largest;
    }
}

namespace Assay.Metrics;

/// <summary>The median of the absolute error, in the target's unit.</summary>
/// <remarks>With weights: the error at which half the weight is reached; the mean of two when it is reached exactly between them.</remarks>
[Named("median-absolute-error")]
public sealed class MedianAbsoluteError : WholeMetric
{
    /// <inheritdoc/>
    public override bool LargerIsBetter => false;

    /// <inheritdoc/>
    protected override MetricValue Of(Scored rows)
    {
        var errors = new double[rows.Count];
        for (var i = 0; i < errors.Length; i++)
        {
            errors[i] = Math.Abs(rows.Truth[i] - rows.Predicted[i]);
        }

        return WeightedQuantile.Median(errors, rows.Weights);
    }
}

namespace Assay.Metrics;

/// <summary>Linear correlation of truth and prediction, from -1 to 1.</summary>
/// <remarks>Source: Pearson, Proceedings of the Royal Society 58, 1895.</remarks>
[Named("pearson")]
public sealed class PearsonCorrelation : WholeMetric
{
    /// <inheritdoc/>
    protected override MetricValue Of(Scored rows)
    {
        var value = Moments.Of(rows.Truth, rows.Predicted, rows.Weights).Correlation;
        return double.IsNaN(value) ? MetricValue.None("truth or prediction is constant") : value;
    }
}

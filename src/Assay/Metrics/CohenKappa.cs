namespace Assay.Metrics;

/// <summary>Agreement of true and predicted class beyond chance: 1 perfect, 0 chance.</summary>
/// <remarks>Source: Cohen, Educational and Psychological Measurement 20, 1960.</remarks>
[Named("kappa")]
public sealed class CohenKappa : LabelMetric
{
    /// <inheritdoc/>
    protected override MetricValue From(ConfusionTable table) => table.Kappa() is double.NaN ? MetricValue.None("agreement by chance is already 1") : table.Kappa();
}

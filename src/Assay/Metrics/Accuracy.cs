namespace Assay.Metrics;

/// <summary>Share of rows predicted right, from 0 to 1.</summary>
[Named("accuracy")]
public sealed class Accuracy : LabelMetric
{
    /// <inheritdoc/>
    public override bool IsHeadline => true;

    /// <inheritdoc/>
    protected override MetricValue From(ConfusionTable table) => table.Accuracy;
}

namespace Assay.Metrics;

/// <summary>Mean over classes of the share of that class's rows predicted right, from 0 to 1.</summary>
/// <remarks>Classes with no true row are left out. Source: Brodersen et al., ICPR 2010 (two classes; the mean extends it).</remarks>
[Named("balanced-accuracy")]
public sealed class BalancedAccuracy : LabelMetric
{
    /// <inheritdoc/>
    public override bool IsHeadline => true;

    /// <inheritdoc/>
    protected override MetricValue From(ConfusionTable table) => table.BalancedAccuracy;
}

namespace Assay.Metrics;

/// <summary>Correlation of true and predicted class, from -1 to 1; 0 is chance, or one side constant.</summary>
/// <remarks>Source: Matthews, BBA 405, 1975; more classes: Gorodkin, Computational Biology and Chemistry 28, 2004.</remarks>
[Named("mcc")]
public sealed class MatthewsCorrelation : LabelMetric
{
    /// <inheritdoc/>
    public override bool IsHeadline => true;

    /// <inheritdoc/>
    protected override MetricValue From(ConfusionTable table) => table.Correlation;
}

namespace Assay.Metrics;

/// <summary>Harmonic mean of precision and recall: of the positive class for two classes, the mean over classes for more; 0 to 1.</summary>
/// <remarks>Undefined for a class that is neither true nor predicted anywhere; such classes are left out of the mean. Source: van Rijsbergen, Information Retrieval, 1979.</remarks>
[Named("f1")]
public sealed class FScore : LabelMetric
{
    /// <inheritdoc/>
    public override bool IsHeadline => true;

    /// <inheritdoc/>
    protected override MetricValue From(ConfusionTable table)
    {
        var (sum, defined) = (0.0, 0);
        for (var k = table.Classes == 2 ? 1 : 0; k < table.Classes; k++)
        {
            var f = table.Of(k).F;
            sum += double.IsNaN(f) ? 0 : f;
            defined += double.IsNaN(f) ? 0 : 1;
        }

        return defined == 0 ? MetricValue.None("no row is positive, in truth or predicted") : sum / defined;
    }
}

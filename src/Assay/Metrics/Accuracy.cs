using Assay.Statistics;

namespace Assay.Metrics;

/// <summary>Share of rows predicted right, from 0 to 1.</summary>
[Named("accuracy")]
public sealed class Accuracy : LabelMetric
{
    /// <inheritdoc/>
    public override bool IsHeadline => true;

    /// <inheritdoc/>
    protected override MetricValue From(ConfusionTable table) => table.Accuracy;

    /// <summary>Wilson's interval of the share of rows predicted right, for independent rows that count the same.</summary>
    public override Interval? OwnInterval(Scored rows, BootstrapOptions options) => options.IsPlain && Measure(rows) is { Undefined: null } accuracy
        ? Proportion.Wilson(Math.Round(accuracy.Value * rows.Count), rows.Count, options.Level)
        : null;
}

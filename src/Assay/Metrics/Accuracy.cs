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

    /// <summary>Wilson's interval of the share of rows predicted right.</summary>
    public override Interval? Analytic(Scored rows, double level) =>
        Measure(rows) is { Undefined: null } accuracy ? Proportion.Wilson(Math.Round(accuracy.Value * rows.Count), rows.Count, level) : null;
}

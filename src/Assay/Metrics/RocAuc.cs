using Assay.Statistics;

namespace Assay.Metrics;

/// <summary>Area under the ROC curve: the chance that a positive scores above a negative, ties counting half. 0.5 is chance, 1 perfect.</summary>
/// <remarks>
/// More than two classes: mean over classes of one class against the rest. Undefined when a class has no row. Source: Hanley and
/// McNeil, Radiology 143, 1982; checked against scikit-learn 1.2.1.
/// </remarks>
[Named("roc-auc")]
public sealed class RocAuc : RankingMetric
{
    /// <summary>DeLong's interval on the logit scale, for two classes and independent rows that count the same.</summary>
    public override Interval? OwnInterval(Scored rows, BootstrapOptions options) =>
        options.IsPlain && rows.Outputs == 1 ? DeLong.Area(rows.Truth, rows.Predicted, options.Level) : null;

    private protected override string WhyUndefined => "a class has no row: the area needs positives and negatives";

    private protected override double Of(ScoreOrder order, ReadOnlySpan<double> weights) => order.Area(weights);

    private protected override double Of(Scored rows, (int Outputs, int Column, int Positive) column) =>
        SortedScores.Area(rows.Truth, rows.Predicted, column);
}

using Assay.Data;

namespace Assay.Metrics;

/// <summary>ROC AUC of each class against the rest, averaged by the share of its rows.</summary>
[Named("roc-auc-weighted")]
public sealed class RocAucWeighted : RankingMetric
{
    /// <inheritdoc/>
    public override bool IsHeadline => false;

    private protected override string WhyUndefined => "a class has no row";

    private protected override Average Average => Average.Weighted;

    /// <inheritdoc/>
    public override bool Supports(LearningTask task) => task == LearningTask.Multiclass;

    private protected override double Of(ScoreOrder order, ReadOnlySpan<double> weights) => order.Area(weights);

    private protected override double Of(Scored rows, (int Outputs, int Column, int Positive) column) =>
        SortedScores.Area(rows.Truth, rows.Predicted, column);
}

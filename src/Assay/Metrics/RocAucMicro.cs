using Assay.Data;

namespace Assay.Metrics;

/// <summary>ROC AUC over all cells of the table of rows and classes, the true class being positive.</summary>
[Named("roc-auc-micro")]
public sealed class RocAucMicro : RankingMetric
{
    /// <inheritdoc/>
    public override bool IsHeadline => false;

    private protected override string WhyUndefined => "there is no negative cell";

    private protected override Average Average => Average.Micro;

    /// <inheritdoc/>
    public override bool Supports(LearningTask task) => task == LearningTask.Multiclass;

    private protected override double Of(ScoreOrder order, ReadOnlySpan<double> weights) => order.Area(weights);

    private protected override double Of(Scored rows, (int Outputs, int Column, int Positive) column) =>
        SortedScores.Area(rows.Truth, rows.Predicted, column);
}

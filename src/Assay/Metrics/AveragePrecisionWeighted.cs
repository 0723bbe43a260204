using Assay.Data;

namespace Assay.Metrics;

/// <summary>Average precision of each class against the rest, averaged by the share of its rows.</summary>
[Named("average-precision-weighted")]
public sealed class AveragePrecisionWeighted : RankingMetric
{
    /// <inheritdoc/>
    public override bool IsHeadline => false;

    private protected override string WhyUndefined => "no row is positive";

    private protected override Average Average => Average.Weighted;

    /// <inheritdoc/>
    public override bool Supports(LearningTask task) => task == LearningTask.Multiclass;

    private protected override double Of(ScoreOrder order, ReadOnlySpan<double> weights) => order.AveragePrecision(weights);

    private protected override double Of(Scored rows, (int Outputs, int Column, int Positive) column) =>
        SortedScores.AveragePrecision(rows.Truth, rows.Predicted, column);
}

using Assay.Data;

namespace Assay.Metrics;

/// <summary>Average precision over all cells of the table of rows and classes, the true class being positive.</summary>
[Named("average-precision-micro")]
public sealed class AveragePrecisionMicro : RankingMetric
{
    /// <inheritdoc/>
    public override bool IsHeadline => false;

    private protected override string WhyUndefined => "no row is positive";

    private protected override Average Average => Average.Micro;

    /// <inheritdoc/>
    public override bool Supports(LearningTask task) => task == LearningTask.Multiclass;

    private protected override double Of(ScoreOrder order, ReadOnlySpan<double> weights) => order.AveragePrecision(weights);

    private protected override double Of(Scored rows, (int Outputs, int Column, int Positive) column) =>
        SortedScores.AveragePrecision(rows.Truth, rows.Predicted, column);
}

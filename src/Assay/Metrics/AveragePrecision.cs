namespace Assay.Metrics;

/// <summary>Sum over thresholds of the gain in recall times the precision there; the share of positives is chance, 1 perfect.</summary>
/// <remarks>
/// No interpolation. More than two classes: mean over classes of one class against the rest. Undefined when a class has no
/// positive row. Source: Zhu, University of Waterloo working paper 2004-09; checked against scikit-learn 1.2.1.
/// </remarks>
[Named("average-precision")]
public sealed class AveragePrecision : RankingMetric
{
    private protected override string WhyUndefined => "no row is positive";

    private protected override double Of(ScoreOrder order, ReadOnlySpan<double> weights) => order.AveragePrecision(weights);

    private protected override double Of(Scored rows, (int Outputs, int Column, int Positive) column) =>
        SortedScores.AveragePrecision(rows.Truth, rows.Predicted, column);
}

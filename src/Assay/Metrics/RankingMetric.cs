using Assay.Data;
using Assay.Statistics;

namespace Assay.Metrics;

/// <summary>A metric of the order of scores; for more than two classes an average over one class against the rest.</summary>
public abstract class RankingMetric : Metric
{
    /// <inheritdoc/>
    public sealed override bool LargerIsBetter => true;

    /// <inheritdoc/>
    public override bool IsHeadline => true;

    /// <inheritdoc/>
    public override bool Supports(LearningTask task) => task != LearningTask.Regression;

    /// <inheritdoc/>
    public sealed override MetricValue Measure(Scored rows)
    {
        Door.Classes(rows);
        var value = rows.Weights.IsEmpty && (rows.Outputs == 1 || Average == Average.Macro) ? Unweighted(rows) : Mean(Orders(rows), rows.Weights);
        return double.IsNaN(value) ? MetricValue.None(WhyUndefined) : value;
    }

    /// <inheritdoc/>
    public sealed override WeightedScore Prepare(double[] truth, double[] predicted, int outputs)
    {
        var rows = new Scored(truth, predicted, outputs, []);
        Door.Classes(rows);
        var orders = Orders(rows);
        return weights => Mean(orders, weights);
    }

    private protected abstract string WhyUndefined { get; }

    private protected virtual Average Average => Average.Macro;

    private protected abstract double Of(ScoreOrder order, ReadOnlySpan<double> weights);

    private protected abstract double Of(Scored rows, (int Outputs, int Column, int Positive) column);

    private double Unweighted(Scored rows)
    {
        if (rows.Outputs == 1)
        {
            return Of(rows, (1, 0, 1));
        }

        var sum = 0.0;
        for (var k = 0; k < rows.Outputs; k++)
        {
            sum += Of(rows, (rows.Outputs, k, k));
        }

        return sum / rows.Outputs;
    }

    private ScoreOrder[] Orders(Scored rows) =>
        rows.Outputs == 1 ? [ClassOrders.Binary(rows)] : Average == Average.Micro ? [ClassOrders.All(rows)] : ClassOrders.OneAgainstRest(rows);

    private double Mean(ScoreOrder[] orders, ReadOnlySpan<double> weights)
    {
        var (sum, total) = (0.0, 0.0);
        foreach (var order in orders)
        {
            var weight = Average == Average.Weighted ? order.PositiveWeight(weights) : 1;
            sum += weight == 0 ? 0 : weight * Of(order, weights);
            total += weight;
        }

        return sum / total;
    }
}

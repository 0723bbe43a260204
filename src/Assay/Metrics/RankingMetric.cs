using Assay.Data;
using Assay.Statistics;

namespace Assay.Metrics;

/// <summary>A metric of the order of scores: for more than two classes the mean over classes of one class against the rest.</summary>
public abstract class RankingMetric : Metric
{
    /// <inheritdoc/>
    public sealed override bool LargerIsBetter => true;

    /// <inheritdoc/>
    public sealed override bool IsHeadline => true;

    /// <inheritdoc/>
    public sealed override bool Supports(LearningTask task) => task != LearningTask.Regression;

    /// <inheritdoc/>
    public sealed override MetricValue Measure(Scored rows)
    {
        Door.Classes(rows);
        var value = Mean(Orders(rows), rows.Weights);
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

    private protected abstract double Of(ScoreOrder order, ReadOnlySpan<double> weights);

    private static ScoreOrder[] Orders(Scored rows)
    {
        if (rows.Outputs == 1)
        {
            return [Order(rows.Truth, rows.Predicted, 1)];
        }

        var orders = new ScoreOrder[rows.Outputs];
        var column = new double[rows.Count];
        for (var k = 0; k < orders.Length; k++)
        {
            for (var i = 0; i < column.Length; i++)
            {
                column[i] = rows.Predicted[(i * rows.Outputs) + k];
            }

            orders[k] = Order(rows.Truth, column, k);
        }

        return orders;
    }

    private static ScoreOrder Order(ReadOnlySpan<double> truth, ReadOnlySpan<double> scores, int positive)
    {
        var labels = new bool[truth.Length];
        for (var i = 0; i < labels.Length; i++)
        {
            labels[i] = truth[i] == positive;
        }

        return new ScoreOrder(scores, labels);
    }

    private double Mean(ScoreOrder[] orders, ReadOnlySpan<double> weights)
    {
        var sum = 0.0;
        foreach (var order in orders)
        {
            sum += Of(order, weights);
        }

        return sum / orders.Length;
    }
}

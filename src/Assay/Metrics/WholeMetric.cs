using Assay.Data;
using Assay.Statistics;

namespace Assay.Metrics;

/// <summary>A regression metric that needs all rows at once; under other weights it is computed anew.</summary>
public abstract class WholeMetric : Metric
{
    /// <inheritdoc/>
    public override bool LargerIsBetter => true;

    /// <inheritdoc/>
    public sealed override bool Supports(LearningTask task) => task == LearningTask.Regression;

    /// <inheritdoc/>
    public sealed override MetricValue Measure(Scored rows)
    {
        Check(rows);
        return Of(rows);
    }

    /// <inheritdoc/>
    public sealed override WeightedScore Prepare(double[] truth, double[] predicted, int outputs)
    {
        Check(new Scored(truth, predicted, outputs, []));
        return weights => Of(new Scored(truth, predicted, outputs, weights)).Value;
    }

    /// <summary>Refuses rows the metric is not defined for.</summary>
    protected virtual void Check(Scored rows) => Door.Values(rows);

    /// <summary>The metric; rows of weight 0 must not matter.</summary>
    protected abstract MetricValue Of(Scored rows);

    /// <summary>The weight of a row: 1 when there are none.</summary>
    private protected static double Weight(Scored rows, int row) => rows.Weights.IsEmpty ? 1 : rows.Weights[row];
}

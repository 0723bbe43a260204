using Assay.Statistics;

namespace Assay.Metrics;

/// <summary>A metric with the interval that suits it; the method is part of the result.</summary>
public static class MetricInterval
{
    /// <summary>The metric's own interval where it has one for such rows (a formula, a resampling that suits it); otherwise the bootstrap over the options' units.</summary>
    /// <param name="metric">The metric.</param>
    /// <param name="truth">Class index or value, length n.</param>
    /// <param name="predicted">n x outputs.</param>
    /// <param name="options">Units, weights, level, draws, seed and threads.</param>
    /// <remarks>See docs/statistics.md for which method each metric gets and what coverage was measured.</remarks>
    public static Interval Of(Metric metric, double[] truth, double[] predicted, BootstrapOptions options)
    {
        var outputs = truth.Length == 0 ? 1 : predicted.Length / truth.Length;
        var rows = new Scored(truth, predicted, outputs, options.RowWeights);
        var value = metric.Measure(rows);
        if (value.Undefined is { } reason)
        {
            return Interval.None(reason) with { Level = options.Level };
        }

        return metric.OwnInterval(rows, options)
            ?? SubsampledInterval.Of(metric, (truth, predicted), value.Value, options)
            ?? Bootstrap.Of(metric.Prepare(truth, predicted, outputs), truth.Length, options with { Kind = metric.Limits });
    }
}

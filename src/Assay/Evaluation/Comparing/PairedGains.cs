using Assay.Data;
using Assay.Metrics;
using Assay.Numerics;
using Assay.Statistics;

namespace Assay.Evaluation.Comparing;

/// <summary>Gains of the second system over the first, metric by metric, over the same draws of the same rows.</summary>
internal sealed class PairedGains(PairedPredictions pair, ComparisonOptions options)
{
    private readonly double[] weights = pair.Data.Weights.ToArray();

    /// <summary>One metric: both scores, the paired gain and what it allows one to say.</summary>
    /// <param name="metric">The metric; both predictions allow it.</param>
    /// <param name="margin">The smallest useful gain as told; null takes the metric's own.</param>
    public MetricComparison Of(Metric metric, double? margin)
    {
        var first = MetricInterval.Of(metric, pair.Truth, pair.First, Bootstrap("compare/first/" + metric.Name));
        var second = MetricInterval.Of(metric, pair.Truth, pair.Second, Bootstrap("compare/second/" + metric.Name));
        var (found, p, test) = Gain(metric);
        var gain = Evident(found, pair.Truth.Length, pair.Units);
        var useful = (margin ?? metric.DefaultMargin) * (metric.MarginIsRelative ? Math.Abs(first.Value) : 1);
        return new MetricComparison(metric.Name, metric.LargerIsBetter, first, second, gain)
        {
            P = p,
            Test = test,
            Margin = useful,
            Decision = double.IsNaN(useful) ? Decision.CannotTell : Gate.Decide(gain, useful),
        };
    }

    /// <summary>The gain without its limits where the draws could not vary and the rows (or units) are too few to be alike by more than chance.</summary>
    /// <remarks>n units that all agree have a two-sided sign test of p = 2^(1 - n): six at 95 %. Source: Dixon and Mood, JASA 41, 1946.</remarks>
    internal static Interval Evident(Interval gain, int rows, int[] units)
    {
        var drawn = units.Length > 0 ? units.Distinct().Count() : rows;
        return gain.Low == gain.High && Math.Pow(2, 1 - drawn) > 1 - gain.Level
            ? gain with { Low = double.NaN, High = double.NaN, Method = $"no interval: too few {(units.Length > 0 ? "units" : "rows")} ({drawn}), all alike" }
            : gain;
    }

    private (Interval Gain, double P, string Test) Gain(Metric metric)
    {
        var independent = pair.Units.Length == 0 && weights.Length == 0;
        if (independent && metric is RocAuc && pair.Data.Task == LearningTask.Binary)
        {
            var areas = DeLong.Paired(pair.Truth, pair.Second, pair.First, options.Level);
            if (double.IsFinite(areas.P))
            {
                return (areas.Difference, areas.P, "paired DeLong");
            }
        }

        var sign = metric.LargerIsBetter ? 1 : -1;
        var outputs = pair.Data.Outputs;
        var one = metric.Prepare(pair.Truth, pair.First, outputs);
        var two = metric.Prepare(pair.Truth, pair.Second, outputs);
        var drawn = Statistics.Bootstrap.Paired(w => sign * two(w), w => sign * one(w), pair.Truth.Length, Bootstrap("compare/" + metric.Name));
        return independent && metric is Accuracy
            ? (drawn.Difference, McNemarP(), "McNemar, mid-p")
            : (drawn.Difference, drawn.P, "paired bootstrap");
    }

    private double McNemarP()
    {
        var first = new Predictions("", pair.Data, pair.First, pair.Meaning.First).Labels();
        var second = new Predictions("", pair.Data, pair.Second, pair.Meaning.Second).Labels();
        var (onlyFirst, onlySecond) = (0L, 0L);
        for (var row = 0; row < pair.Truth.Length; row++)
        {
            var (a, b) = (first[row] == pair.Truth[row], second[row] == pair.Truth[row]);
            onlyFirst += a && !b ? 1 : 0;
            onlySecond += b && !a ? 1 : 0;
        }

        return McNemar.Of(onlyFirst, onlySecond).MidP;
    }

    private BootstrapOptions Bootstrap(string stream) => new()
    {
        Draws = options.Draws,
        Seed = SeededRandom.Derive(options.Seed, stream),
        Threads = options.Threads,
        Level = options.Level,
        Units = pair.Units,
        RowWeights = weights,
        Cancellation = options.Cancellation,
    };
}

using Assay.Data;
using Assay.Learners;
using Assay.Metrics;
using Assay.Statistics;

namespace Assay.Development;

/// <summary>Scores predictions on the locked test part: every metric that fits the task, with intervals.</summary>
internal sealed class TestScoring(Dataset data, Split split, DevelopOptions options, CancellationToken cancellation)
{
    private const int Draws = 1000;

    private readonly Sample test = new(data, split.Test);

    /// <summary>The headline metrics of the task and the main one, by name.</summary>
    public IReadOnlyDictionary<string, Interval> All(Metric main, double[] predicted) =>
        Catalogue<Metric>.All
            .Where(m => m.Supports(data.Task) && (m.IsHeadline || m.Name == main.Name))
            .ToDictionary(m => m.Name, m => One(m, predicted), StringComparer.Ordinal);

    /// <summary>One metric with its interval.</summary>
    public Interval One(Metric metric, double[] predicted)
    {
        var truth = test.Target();
        var measured = metric.Measure(new Scored(truth, predicted, data.Outputs, test.Weights()));
        return measured.Undefined is { } reason
            ? Interval.None(reason)
            : InTime(measured.Value, () => MetricInterval.Of(metric, truth, predicted, BootstrapFor("test")));
    }

    /// <summary>The paired gain of the second predictions over the first, positive when the second are better.</summary>
    public Interval Gain(Metric metric, double[] first, double[] second)
    {
        var truth = test.Target();
        var sign = metric.LargerIsBetter ? 1 : -1;
        var one = metric.Prepare(truth, first, data.Outputs);
        var two = metric.Prepare(truth, second, data.Outputs);
        var weights = LabelSummary.Weights(test);
        return InTime(sign * (two(weights) - one(weights)), () => Bootstrap.Paired(w => sign * two(w), w => sign * one(w), truth.Length, BootstrapFor("test-gain")).Difference);
    }

    // The number itself costs little and is always given; its interval is what the clock may end.
    private Interval InTime(double value, Func<Interval> drawn)
    {
        try
        {
            return drawn();
        }
        catch (Exception ended) when (options.EndedByClock(ended))
        {
            return new Interval(value, double.NaN, double.NaN, "bootstrap: no interval, the budget was used up");
        }
    }

    private BootstrapOptions BootstrapFor(string purpose) => new()
    {
        Draws = BootstrapDraws.Within(options, split.Test.Length, Draws),
        Cancellation = cancellation,
        Seed = Numerics.SeededRandom.Derive(options.Seed, purpose),
        Threads = options.Threads,
        Units = split.Units.Length > 0 ? [.. split.Test.Select(row => split.Units[row])] : [],
        RowWeights = test.Weights(),
    };
}

using Assay.Metrics;
using Assay.Numerics;
using Assay.Statistics;

namespace Assay.Benchmarks;

/// <summary>Worlds where rows share their luck, in groups or in time, each with every method that could be used there.</summary>
internal static class DependentScenes
{
    private const int GroupSize = 6;

    /// <summary>Every scene.</summary>
    public static IReadOnlyList<CoverageScene> All { get; } =
    [
        .. Groups("accuracy", 600, Labels, r => [.. r.Truth.Zip(r.Predicted, (t, p) => (p >= 0.5) == (t == 1) ? 1.0 : 0)]),
        .. Groups("accuracy", 120, Labels, r => [.. r.Truth.Zip(r.Predicted, (t, p) => (p >= 0.5) == (t == 1) ? 1.0 : 0)]),
        .. Groups("log-loss", 600, Labels, r => [.. r.Truth.Zip(r.Predicted, (t, p) => -Math.Log(t == 1 ? p : 1 - p))]),
        .. Groups("log-loss", 120, Labels, r => [.. r.Truth.Zip(r.Predicted, (t, p) => -Math.Log(t == 1 ? p : 1 - p))]),
        .. Groups("mae", 120, Numbers, r => [.. r.Truth.Zip(r.Predicted, (t, p) => Math.Abs(t - p))]),
        .. Groups("mse", 120, Numbers, r => [.. r.Truth.Zip(r.Predicted, (t, p) => (t - p) * (t - p))]),
        .. Times("mae", 500, 0.7),
        .. Times("rmse", 2000, 0.7),
    ];

    private static IEnumerable<CoverageScene> Groups(
        string metric, int rows, Func<SeededRandom, int, CoverageRows> draw, Func<CoverageRows, double[]> perRow)
    {
        var found = Catalogue<Metric>.Find(metric);
        int[] units = [.. Enumerable.Range(0, rows).Select(i => i / GroupSize)];
        CoverageScene Scene(string method, Func<CoverageRows, BootstrapOptions, Interval> interval) => new(
            $"{metric}, {rows / GroupSize} groups of {GroupSize}, {method}", rows, draw, r => found.Measure(new Scored(r.Truth, r.Predicted, 1, [])).Value,
            (r, options) => interval(r, options with { Units = units }));
        yield return Scene("formula", (r, options) => ClusterMean.Of(perRow(r), options));
        foreach (var kind in new[] { BootstrapKind.Percentile, BootstrapKind.BiasCorrected, BootstrapKind.Studentised })
        {
            yield return Scene(kind.ToString(), (r, options) => Bootstrap.Of(found.Prepare(r.Truth, r.Predicted, 1), rows, options with { Kind = kind }));
        }
    }

    private static IEnumerable<CoverageScene> Times(string metric, int rows, double memory)
    {
        var found = Catalogue<Metric>.Find(metric);
        double[] times = [.. Enumerable.Range(0, rows).Select(i => (double)i)];
        CoverageScene Scene(string method, Func<CoverageRows, int[]> units) => new(
            $"{metric} in time, memory {memory}, {method}", rows, (random, count) => Series(random, count, memory),
            r => found.Measure(new Scored(r.Truth, r.Predicted, 1, [])).Value,
            (r, options) => MetricInterval.Of(found, r.Truth, r.Predicted, options with { Units = units(r) }));
        yield return Scene("rows drawn alone (wrong)", _ => []);
        yield return Scene("blocks of n^(1/3)", _ => TimeBlocks.Of(times, TimeBlocks.Length(rows)));
        yield return Scene("blocks by memory", r =>
            TimeBlocks.Of(times, TimeBlocks.Length([.. r.Truth.Zip(r.Predicted, (t, p) => Math.Abs(t - p))])));
    }

    private static CoverageRows Labels(SeededRandom random, int rows)
    {
        var (truth, predicted) = (new double[rows], new double[rows]);
        var luck = 0.0;
        for (var i = 0; i < rows; i++)
        {
            luck = i % GroupSize == 0 ? random.NextNormal() : luck;
            truth[i] = random.Next(2);
            predicted[i] = 1 / (1 + Math.Exp(-((2 * truth[i]) - 1) * (0.8 + (1.5 * luck) + (0.5 * random.NextNormal()))));
        }

        return new(truth, predicted, []);
    }

    // A group shares the size of its errors and half of their direction.
    private static CoverageRows Numbers(SeededRandom random, int rows)
    {
        var (truth, predicted) = (new double[rows], new double[rows]);
        var (size, shared) = (1.0, 0.0);
        for (var i = 0; i < rows; i++)
        {
            (size, shared) = i % GroupSize == 0 ? (Math.Exp(0.5 * random.NextNormal()), random.NextNormal()) : (size, shared);
            truth[i] = random.NextNormal();
            predicted[i] = truth[i] + (size * (shared + random.NextNormal()) / Math.Sqrt(2));
        }

        return new(truth, predicted, []);
    }

    // Errors are an autoregression of the first order with standard deviation 1.
    private static CoverageRows Series(SeededRandom random, int rows, double memory)
    {
        var (truth, predicted) = (new double[rows], new double[rows]);
        var error = random.NextNormal();
        for (var i = 0; i < rows; i++)
        {
            error = (memory * error) + (Math.Sqrt(1 - (memory * memory)) * random.NextNormal());
            truth[i] = random.NextNormal();
            predicted[i] = truth[i] + error;
        }

        return new(truth, predicted, []);
    }
}

using Assay.Metrics;
using Assay.Numerics;
using Assay.Statistics;

namespace Assay.Benchmarks;

/// <summary>The simulated worlds of the coverage benchmark.</summary>
internal static class CoverageScenes
{
    /// <summary>Every scene.</summary>
    public static IReadOnlyList<CoverageScene> All { get; } =
    [
        One("accuracy", 300, Calibrated),
        One("f1", 500, Calibrated),
        One("roc-auc", 300, Calibrated),
        One("average-precision", 500, Rare),
        One("log-loss", 500, Calibrated),
        One("brier", 500, Calibrated),
        One("expected-calibration-error", 2000, Overconfident),
        One("rmse", 300, Numbers),
        One("mae", 300, Numbers),
        One("r2", 300, Numbers),
        Two("roc-auc", 500, (random, rows) => Pair(random, rows, 1.2)),
        Two("log-loss", 500, TwoCalibrated),
        Two("rmse", 300, TwoNumbers),
        Grouped("accuracy", 600),
    ];

    /// <summary>Two scores of the same rows, noises correlated 0.5; the first separates the classes so many times as well as the second.</summary>
    public static CoverageRows Pair(SeededRandom random, int rows, double strength)
    {
        var (truth, first, second) = (new double[rows], new double[rows], new double[rows]);
        for (var i = 0; i < rows; i++)
        {
            truth[i] = random.Next(2);
            var shared = random.NextNormal();
            first[i] = (strength * truth[i]) + ((shared + random.NextNormal()) / Math.Sqrt(2));
            second[i] = truth[i] + ((shared + random.NextNormal()) / Math.Sqrt(2));
        }

        return new(truth, first, second);
    }

    private static CoverageScene One(string metric, int rows, Func<SeededRandom, int, CoverageRows> draw)
    {
        var found = Catalogue<Metric>.Find(metric);
        return new(metric, rows, draw, r => found.Measure(new Scored(r.Truth, r.Predicted, 1, [])).Value,
            (r, options) => MetricInterval.Of(found, r.Truth, r.Predicted, options));
    }

    private static CoverageScene Two(string metric, int rows, Func<SeededRandom, int, CoverageRows> draw)
    {
        var found = Catalogue<Metric>.Find(metric);
        double Value(double[] truth, double[] predicted) => found.Measure(new Scored(truth, predicted, 1, [])).Value;
        return new($"{metric}, paired difference", rows, draw, r => Value(r.Truth, r.Predicted) - Value(r.Truth, r.Other),
            (r, options) => Bootstrap.Paired(found.Prepare(r.Truth, r.Predicted, 1), found.Prepare(r.Truth, r.Other, 1), r.Truth.Length, options).Difference);
    }

    // Groups of six rows that share most of their luck: 100 units, not 600.
    private static CoverageScene Grouped(string metric, int rows)
    {
        var found = Catalogue<Metric>.Find(metric);
        int[] units = [.. Enumerable.Range(0, rows).Select(i => i / 6)];
        return new($"{metric}, rows in groups of 6", rows, Shared, r => found.Measure(new Scored(r.Truth, r.Predicted, 1, [])).Value,
            (r, options) => MetricInterval.Of(found, r.Truth, r.Predicted, options with { Units = units }));
    }

    private static CoverageRows Calibrated(SeededRandom random, int rows) => Binary(random, rows, 0, 1.5, 1);

    private static CoverageRows Rare(SeededRandom random, int rows) => Binary(random, rows, -2, 1.5, 1);

    private static CoverageRows Overconfident(SeededRandom random, int rows) => Binary(random, rows, 0, 1.5, 2);

    private static CoverageRows Binary(SeededRandom random, int rows, double shift, double spread, double sharpen)
    {
        var (truth, predicted) = (new double[rows], new double[rows]);
        for (var i = 0; i < rows; i++)
        {
            var logit = shift + (spread * random.NextNormal());
            truth[i] = random.NextDouble() < Sigmoid(logit) ? 1 : 0;
            predicted[i] = Sigmoid(sharpen * logit);
        }

        return new(truth, predicted, []);
    }

    private static CoverageRows Shared(SeededRandom random, int rows)
    {
        var (truth, predicted) = (new double[rows], new double[rows]);
        var luck = 0.0;
        for (var i = 0; i < rows; i++)
        {
            luck = i % 6 == 0 ? random.NextNormal() : luck;
            truth[i] = random.Next(2);
            predicted[i] = Sigmoid(((2 * truth[i]) - 1) * (0.8 + (1.5 * luck) + (0.5 * random.NextNormal())));
        }

        return new(truth, predicted, []);
    }

    private static CoverageRows TwoCalibrated(SeededRandom random, int rows)
    {
        var (truth, first, second) = (new double[rows], new double[rows], new double[rows]);
        for (var i = 0; i < rows; i++)
        {
            var (known, hidden) = (1.5 * random.NextNormal(), random.NextNormal());
            truth[i] = random.NextDouble() < Sigmoid(known + hidden) ? 1 : 0;
            (first[i], second[i]) = (Sigmoid(known + (0.5 * hidden)), Sigmoid(0.9 * known));
        }

        return new(truth, first, second);
    }

    // Errors grow with the signal and have heavier tails than a normal.
    private static CoverageRows Numbers(SeededRandom random, int rows)
    {
        var two = TwoNumbers(random, rows);
        return new(two.Truth, two.Predicted, []);
    }

    private static CoverageRows TwoNumbers(SeededRandom random, int rows)
    {
        var (truth, first, second) = (new double[rows], new double[rows], new double[rows]);
        for (var i = 0; i < rows; i++)
        {
            var signal = random.NextNormal();
            truth[i] = signal + ((0.4 + (0.2 * Math.Abs(signal))) * random.NextNormal());
            first[i] = signal;
            second[i] = (0.9 * signal) + (0.2 * random.NextNormal());
        }

        return new(truth, first, second);
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}

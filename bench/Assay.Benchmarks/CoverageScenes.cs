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
        One("rmse", 300, Numbers),
        One("mae", 300, Numbers),
        One("r2", 300, Numbers),
        Two("roc-auc", 500, (random, rows) => GateScene.All[0].Draw(random, rows, 1.2)),
        Two("log-loss", 500, TwoCalibrated),
        Two("rmse", 300, TwoNumbers),
        Two("accuracy", 500, TwoCalibrated),
        Two("f1", 500, TwoCalibrated),
        Two("average-precision", 500, TwoCalibrated),
        Two("r2", 300, TwoNumbers),
        Two("expected-calibration-error", 2000, TwoCalibrated),
        Studentised("rmse", 300, Numbers),
        Studentised("r2", 300, Numbers),
        Studentised("f1", 500, Calibrated),
        Studentised("average-precision", 500, Rare),
        .. CalibrationScenes.All,
        .. DependentScenes.All,
    ];

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

    private static CoverageScene Studentised(string metric, int rows, Func<SeededRandom, int, CoverageRows> draw)
    {
        var found = Catalogue<Metric>.Find(metric);
        return One(metric, rows, draw) with
        {
            Name = $"{metric}, studentised",
            Interval = (r, options) => Bootstrap.Of(found.Prepare(r.Truth, r.Predicted, 1), rows, options with { Kind = BootstrapKind.Studentised }),
        };
    }

    private static CoverageRows Calibrated(SeededRandom random, int rows) => Binary(random, rows, 0);

    private static CoverageRows Rare(SeededRandom random, int rows) => Binary(random, rows, -2);

    private static CoverageRows Binary(SeededRandom random, int rows, double shift)
    {
        var (truth, predicted) = (new double[rows], new double[rows]);
        for (var i = 0; i < rows; i++)
        {
            var logit = shift + (1.5 * random.NextNormal());
            truth[i] = random.NextDouble() < Sigmoid(logit) ? 1 : 0;
            predicted[i] = Sigmoid(logit);
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

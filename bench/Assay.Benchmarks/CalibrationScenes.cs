using Assay.Metrics;
using Assay.Numerics;
using Assay.Statistics;

namespace Assay.Benchmarks;

/// <summary>Worlds for the interval of expected calibration error: well and badly calibrated, few rows and many, two classes and more, rows in groups.</summary>
internal static class CalibrationScenes
{
    private const string Name = "expected-calibration-error";

    /// <summary>Every scene.</summary>
    public static IReadOnlyList<CoverageScene> All { get; } =
    [
        Scene("overconfident x 2", 2000, (random, rows) => Binary(random, rows, p => p.Sharpen(2))),
        Scene("overconfident x 2", 300, (random, rows) => Binary(random, rows, p => p.Sharpen(2))),
        Scene("overconfident x 3", 200, (random, rows) => Binary(random, rows, p => p.Sharpen(3))),
        Scene("overconfident x 1.3", 2000, (random, rows) => Binary(random, rows, p => p.Sharpen(1.3))),
        Scene("overconfident x 1.3", 500, (random, rows) => Binary(random, rows, p => p.Sharpen(1.3))),
        Scene("overconfident x 1.1", 10_000, (random, rows) => Binary(random, rows, p => p.Sharpen(1.1))),
        Scene("underconfident x 0.6", 1000, (random, rows) => Binary(random, rows, p => p.Sharpen(0.6))),
        Scene("all too high, logit + 0.5", 1000, (random, rows) => Binary(random, rows, p => p.Shift(0.5))),
        Scene("all too high, logit + 1", 300, (random, rows) => Binary(random, rows, p => p.Shift(1))),
        Scene("rare class, overconfident x 1.5", 2000, (random, rows) => Binary(random, rows, p => p.Sharpen(1.5), -3)),
        Scene("wrong only above 0.8", 2000, (random, rows) => Binary(random, rows, p => p.HighOnly())),
        Scene("five classes, top one, overconfident x 1.7", 1000, (random, rows) => Many(random, rows, 1.7), 5),
        Grouped("overconfident x 2, groups of 5", 1000),
        Scene("perfectly calibrated", 2000, (random, rows) => Binary(random, rows, p => p), exact: 0),
        Scene("perfectly calibrated", 300, (random, rows) => Binary(random, rows, p => p), exact: 0),
    ];

    private static double Value(CoverageRows rows, int outputs) => new CalibrationError().Measure(new Scored(rows.Truth, rows.Predicted, outputs, [])).Value;

    private static CoverageScene Scene(string world, int rows, Func<SeededRandom, int, CoverageRows> draw, int outputs = 1, double? exact = null) => new(
        $"{Name}, {world}", rows, draw, r => exact ?? Value(r, outputs), (r, options) => MetricInterval.Of(new CalibrationError(), r.Truth, r.Predicted, options));

    private static CoverageScene Grouped(string world, int rows)
    {
        int[] units = [.. Enumerable.Range(0, rows).Select(i => i / 5)];
        return new($"{Name}, {world}", rows, Shared, r => Value(r, 1),
            (r, options) => MetricInterval.Of(new CalibrationError(), r.Truth, r.Predicted, options with { Units = units }));
    }

    private static CoverageRows Binary(SeededRandom random, int rows, Func<Logit, Logit> model, double shift = 0)
    {
        var (truth, predicted) = (new double[rows], new double[rows]);
        for (var i = 0; i < rows; i++)
        {
            var logit = new Logit(shift + (1.5 * random.NextNormal()));
            truth[i] = random.NextDouble() < logit.Probability ? 1 : 0;
            predicted[i] = model(logit).Probability;
        }

        return new(truth, predicted, []);
    }

    // Five rows share their case and half of their luck: 200 units, not 1,000 rows.
    private static CoverageRows Shared(SeededRandom random, int rows)
    {
        var (truth, predicted) = (new double[rows], new double[rows]);
        var (shared, luck) = (0.0, 0.0);
        for (var i = 0; i < rows; i++)
        {
            (shared, luck) = i % 5 == 0 ? (random.NextNormal(), random.NextDouble()) : (shared, luck);
            var logit = new Logit((1.3 * shared) + (0.7 * random.NextNormal()));
            truth[i] = (random.Next(2) == 0 ? luck : random.NextDouble()) < logit.Probability ? 1 : 0;
            predicted[i] = logit.Sharpen(2).Probability;
        }

        return new(truth, predicted, []);
    }

    private static CoverageRows Many(SeededRandom random, int rows, double sharpen)
    {
        const int Classes = 5;
        var (truth, predicted) = (new double[rows], new double[rows * Classes]);
        for (var i = 0; i < rows; i++)
        {
            double[] logits = [.. Enumerable.Range(0, Classes).Select(_ => 1.5 * random.NextNormal())];
            double[] chances = Softmax(logits, 1);
            var left = random.NextDouble();
            var label = 0;
            for (; label < Classes - 1 && left >= chances[label]; label++)
            {
                left -= chances[label];
            }

            truth[i] = label;
            Softmax(logits, sharpen).CopyTo(predicted, i * Classes);
        }

        return new(truth, predicted, []);
    }

    private static double[] Softmax(double[] logits, double sharpen)
    {
        double[] raw = [.. logits.Select(l => Math.Exp(sharpen * l))];
        var sum = raw.Sum();
        return [.. raw.Select(r => r / sum)];
    }

    private readonly record struct Logit(double Value)
    {
        public double Probability => 1 / (1 + Math.Exp(-Value));

        public Logit Sharpen(double times) => new(Value * times);

        public Logit Shift(double by) => new(Value + by);

        // Probabilities above 0.8 are pushed half of the way to 1.
        public Logit HighOnly() => Probability > 0.8 ? new(Math.Log((0.5 + (Probability / 2)) / (0.5 - (Probability / 2)))) : this;
    }
}

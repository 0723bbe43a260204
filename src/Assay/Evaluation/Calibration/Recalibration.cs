using Assay.Data;
using Assay.Evaluation.Rows;
using Assay.Metrics;
using Assay.Numerics;
using Assay.Statistics;

namespace Assay.Evaluation.Calibration;

/// <summary>Whether mending the probabilities would help, and how: every way learnt on one half of the rows and judged on the other.</summary>
public sealed record Recalibration
{
    /// <summary>Every way tried, in order of its name.</summary>
    public required IReadOnlyList<RecalibrationTrial> Trials { get; init; }

    /// <summary>The way with the largest gain of log loss on the second half; null when none could be fitted.</summary>
    public RecalibrationTrial? Best { get; init; }

    /// <summary>The best way learnt again on all rows, to mend new predictions with; null when there is none.</summary>
    public RecalibrationFit? Final { get; init; }

    /// <summary>Expected calibration error (15 bins of equal width) on the second half before mending; NaN for scores.</summary>
    public double ErrorBefore { get; init; } = double.NaN;

    /// <summary>What the gains are measured against: the predictions as they are, or, for scores, the first half's share of every class.</summary>
    public required string Before { get; init; }

    /// <summary>How the halves were dealt.</summary>
    public required string Halves { get; init; }

    /// <summary>Whether the best way lowers the log loss beyond doubt.</summary>
    public bool Helps => Best?.LogLossGain.Low > 0;

    /// <summary>Tries every way that suits the predictions.</summary>
    /// <param name="predictions">Probabilities or scores of two or more classes.</param>
    /// <param name="options">Seed, level, and the units that stay whole; row weights count in the gains, not in the fits.</param>
    /// <exception cref="AssayException"><c>usage.no-classes</c> for values and bare labels, <c>data.one-unit</c> when there are no two halves.</exception>
    public static Recalibration Of(Predictions predictions, BootstrapOptions options)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        ArgumentNullException.ThrowIfNull(options);
        var ways = Catalogue<Recalibrator>.All.Where(r => r.Supports(predictions.Kind)).ToArray();
        if (predictions.Data.Task == LearningTask.Regression || ways.Length == 0)
        {
            throw new AssayException("usage.no-classes", $"{predictions.Name} gives no probabilities or scores of classes, so there is nothing to calibrate. Give a probability or a score for each row.");
        }

        var halves = Rows.Halves.Of(predictions.Data, options.Units, SeededRandom.Derive(options.Seed, "recalibration"));
        if (halves.Second.Length == 0)
        {
            throw new AssayException("data.one-unit", $"All rows of {predictions.Name} belong to one unit, so none are left to judge what is learnt on the others. Give rows of two groups or more.");
        }

        var design = new RowDesign(options.RowWeights, options.Units, options.Level).Together(ways.Length);
        var all = new JudgedRows(predictions.Data.Target.ToArray(), predictions.Predicted, predictions.Data.Outputs, design);
        var (first, second) = (Part(predictions, all, halves.First), all.At(halves.Second));
        var before = predictions.Kind == PredictionKind.Probability ? second : second with { Predicted = Shares(first, second) };
        RecalibrationTrial[] trials = [.. ways.Select(way => Try(way, first, second, before))];
        var best = trials.Where(t => t.Fit is not null).MaxBy(t => t.LogLossGain.Value);
        return new()
        {
            Trials = trials,
            Best = best,
            Final = best is null ? null : Catalogue<Recalibrator>.Find(best.Method).Fit(predictions),
            ErrorBefore = predictions.Kind == PredictionKind.Probability ? new CalibrationError().Measure(second.Scored()).Value : double.NaN,
            Before = predictions.Kind == PredictionKind.Probability ? "the predictions as they are" : "the share of every class",
            Halves = halves.How,
        };
    }

    private static RecalibrationTrial Try(Recalibrator way, Predictions first, JudgedRows second, JudgedRows before)
    {
        try
        {
            var fit = way.Fit(first);
            var after = second with { Predicted = fit.Apply(second.Predicted) };
            return new(way.Name)
            {
                Fit = fit,
                LogLossGain = Gain(new LogLoss(), before, after),
                BrierGain = Gain(new BrierScore(), before, after),
                ErrorAfter = new CalibrationError().Measure(after.Scored()).Value,
            };
        }
        catch (AssayException none)
        {
            return new(way.Name) { Failure = none.Message };
        }
    }

    private static Interval Gain(MeanLoss metric, JudgedRows before, JudgedRows after)
    {
        var (old, mended) = (metric.PerRow(before.Scored()), metric.PerRow(after.Scored()));
        return before.Design.Mean([.. old.Zip(mended, (o, m) => o - m)]);
    }

    private static Predictions Part(Predictions predictions, JudgedRows all, int[] rows)
    {
        var part = all.At(rows);
        return predictions with
        {
            Data = predictions.Data with { Columns = [], Schema = [], Target = part.Truth, Weights = part.Design.Weights, SourceRows = [] },
            Predicted = part.Predicted,
            Ids = [],
        };
    }

    // What one would say of every row knowing only how often each class occurs.
    private static double[] Shares(Predictions first, JudgedRows second)
    {
        var truth = first.Data.Target.ToArray();
        var outputs = second.Outputs;
        double Share(int k) => (truth.Count(t => t == k) + 1.0) / (truth.Length + Math.Max(2, outputs));
        double[] shares = outputs == 1 ? [Share(1)] : [.. Enumerable.Range(0, outputs).Select(Share)];
        return [.. Enumerable.Range(0, second.Count).SelectMany(_ => shares)];
    }
}

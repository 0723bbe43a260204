using Assay.Metrics;
using Assay.Statistics;

namespace Assay.Evaluation.Baselines;

/// <summary>Is the model better than something simple? Every baseline that makes sense, scored on the same rows.</summary>
/// <remarks>
/// <para>Random, label distribution, majority (mean and median for numbers), one rule, stump, and every column with the role existing: people or
/// another system.</para>
/// <para>With a training table they are fitted there. Without one, those that look at no column take the labels of the evaluated rows, the usual
/// reference of a skill score; all others are fitted on the evaluated rows in folds, so that no row is answered by a rule that saw it.
/// A fit is not drawn again: intervals hold for these fitted baselines.</para>
/// <para>Skill score: Murphy, Weather and Forecasting 3, 1988, with perfection at 1 for metrics of which more is better and at 0 for losses.</para>
/// </remarks>
internal static class BaselineScores
{
    /// <summary>Scores every baseline and compares the model with it over the same draws of rows.</summary>
    /// <param name="predictions">The judged model's predictions.</param>
    /// <param name="metric">A metric that makes sense of them.</param>
    /// <param name="options">What to fit on, and how to draw.</param>
    /// <returns>One entry a baseline, the simplest first; one that cannot be had here is undefined with its reason.</returns>
    /// <exception cref="ArgumentException">The metric makes no sense of these predictions.</exception>
    /// <exception cref="AssayException"><c>data.…</c> when the training table does not go with the rows.</exception>
    /// <exception cref="OperationCanceledException">The bootstrap's token ended the work.</exception>
    public static IReadOnlyList<BaselineScore> Of(Predictions predictions, Metric metric, BaselineOptions options)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        if (!predictions.Allows(metric))
        {
            throw new ArgumentException($"{metric.Name} makes no sense of predictions of kind {predictions.Kind} for a {predictions.Data.Task} task.", nameof(metric));
        }

        var fit = new BaselineFit(predictions.Data, options);
        var model = Drawn(predictions, predictions.Predicted, metric, options.Bootstrap);
        return [.. BaselineKind.All(predictions.Data).Select(kind => One(kind, fit.Of(kind)))];

        BaselineScore One(BaselineKind kind, (double[]? Predicted, string About) fitted)
        {
            if (fitted.Predicted is null)
            {
                return Missing(kind, fitted.About);
            }

            try
            {
                var baseline = Drawn(predictions, fitted.Predicted, metric, options.Bootstrap);
                return Compared(metric, model, baseline, options.Bootstrap) with { Name = kind.Name, Source = $"{kind.Does}; {fitted.About}" };
            }
            catch (AssayException unfit)
            {
                // Some losses need positive predictions, which not every baseline gives.
                return Missing(kind, unfit.Message);
            }
        }
    }

    /// <summary>Every baseline for what a check may look at.</summary>
    public static IReadOnlyList<BaselineScore> Of(Checks.CheckContext context) =>
        Of(context.Predictions, context.Metric, new BaselineOptions { Train = context.Train, Bootstrap = context.Bootstrap("evaluate/baselines") });

    private static BaselineScore Missing(BaselineKind kind, string reason) =>
        new(kind.Name, Interval.None(reason), Interval.None(reason), Interval.None(reason)) { Source = kind.Does };

    private static (Interval Interval, double[] Draws) Drawn(Predictions predictions, double[] predicted, Metric metric, BootstrapOptions bootstrap)
    {
        var data = predictions.Data;
        var truth = data.Target.ToArray();
        var rows = new Scored(truth, predicted, data.Outputs, bootstrap.RowWeights);
        var value = metric.Measure(rows);
        if (value.Undefined is { } reason)
        {
            return (Interval.None(reason) with { Level = bootstrap.Level }, []);
        }

        var draws = Bootstrap.Draws(metric.Prepare(truth, predicted, data.Outputs), truth.Length, bootstrap);
        return (metric.OwnInterval(rows, bootstrap) ?? Read(value.Value, draws, bootstrap, "bootstrap"), draws);
    }

    private static BaselineScore Compared(Metric metric, (Interval Interval, double[] Draws) model, (Interval Interval, double[] Draws) baseline, BootstrapOptions bootstrap)
    {
        if ((model.Interval.Undefined ?? baseline.Interval.Undefined) is { } reason)
        {
            return new("", baseline.Interval, Interval.None(reason), Interval.None(reason)) { Source = "" };
        }

        double Gain(double own, double other) => metric.LargerIsBetter ? own - other : other - own;
        double Skill(double own, double other) => (metric.LargerIsBetter ? 1 - other : other) is > 0 and var room ? Gain(own, other) / room : double.NaN;
        Interval Of(Func<double, double, double> compare) =>
            Read(compare(model.Interval.Value, baseline.Interval.Value), [.. model.Draws.Zip(baseline.Draws, compare)], bootstrap, "paired bootstrap");
        return new("", baseline.Interval, Of(Gain), double.IsNaN(Skill(model.Interval.Value, baseline.Interval.Value)) ? Interval.None("the baseline is perfect on these rows") : Of(Skill)) { Source = "" };
    }

    // Both sides were drawn with the same seed, so draw i has the same rows on both.
    private static Interval Read(double value, double[] draws, BootstrapOptions bootstrap, string method)
    {
        double[] sorted = [.. draws.Where(double.IsFinite).Order()];
        if (sorted.Length < 0.9 * draws.Length || sorted.Length == 0)
        {
            return new Interval(value, double.NaN, double.NaN, $"{method}: no interval, {draws.Length - sorted.Length} of {draws.Length} draws are undefined") { Level = bootstrap.Level };
        }

        var (low, high) = BootstrapLimits.Of(value, sorted, bootstrap.Level, (BootstrapKind.Percentile, () => []));
        return new Interval(value, low, high, bootstrap.Units.Length == 0 ? method : method + " over units") { Level = bootstrap.Level };
    }
}

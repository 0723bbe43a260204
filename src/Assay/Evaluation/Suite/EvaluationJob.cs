using System.Diagnostics;
using Assay.Data;
using Assay.Evaluation.Baselines;
using Assay.Evaluation.Checks;
using Assay.Evaluation.Models;
using Assay.Evaluation.Report;
using Assay.Metrics;
using Assay.Statistics;

namespace Assay.Evaluation.Suite;

/// <summary>Judges a model, or predictions of anybody, by a suite of checks.</summary>
public static class EvaluationJob
{
    private const int Draws = 1000;

    /// <summary>Runs every check of the suite. A check that ends with a fault is a result that cannot tell, with the fault in its sentence.</summary>
    /// <param name="context">What may be looked at.</param>
    /// <param name="suite">Which checks.</param>
    /// <param name="progress">Is told before every run; null for nobody.</param>
    /// <exception cref="OperationCanceledException">The context's token ended it.</exception>
    public static EvaluationOutcome Run(CheckContext context, EvaluationSuite suite, IProgress<EvaluationProgress>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(suite);
        var start = Stopwatch.GetTimestamp();
        var metrics = Metrics(context);
        context = context with { Baselines = BaselineScores.Of(context) };
        var results = new List<CheckResult>();
        foreach (var (done, run) in suite.Runs.Index())
        {
            context.Cancellation.ThrowIfCancellationRequested();
            progress?.Report(new EvaluationProgress(run.Settings.Check, done, suite.Runs.Count));
            results.AddRange(One(context, run));
        }

        var data = context.Predictions.Data;
        var outcome = new EvaluationOutcome
        {
            Name = context.Predictions.Name,
            Data = data.Name,
            Task = data.Task,
            Target = data.TargetName,
            Rows = data.RowCount,
            Metric = context.Metric.Name,
            Metrics = metrics,
            Baselines = context.Baselines,
            Uses = context.Uses,
            Results = results,
            NotApplicable = suite.NotApplicable,
            // Ask last: a model outside this process says what it assumed after its first answer.
            Notes = [.. data.Notes, .. context.Model?.Notes ?? []],
            Time = context.Model?.Time ?? PredictionTime.None,
            Verdict = "",
            Seconds = Stopwatch.GetElapsedTime(start).TotalSeconds,
        };
        return outcome with { Verdict = Say(outcome) };
    }

    private static SortedDictionary<string, Interval> Metrics(CheckContext context)
    {
        var (predictions, truth) = (context.Predictions, context.Predictions.Data.Target.ToArray());
        return new(
            Catalogue<Metric>.All.Where(m => predictions.Allows(m) && (m.IsHeadline || m.Name == context.Metric.Name))
                .ToDictionary(m => m.Name, m => MetricInterval.Of(m, truth, predictions.Predicted, context.Bootstrap("evaluate/" + m.Name, Draws))),
            StringComparer.Ordinal);
    }

    private static IReadOnlyList<CheckResult> One(CheckContext context, SuiteRun run)
    {
        var check = Catalogue<Check>.Find(run.Settings.Check);
        try
        {
            return check.Run(context, run.Settings);
        }
        catch (AssayException fault) when (!IsOfTheSuite(fault.Code))
        {
            return [new CheckResult { Check = check.Name, Subject = "all rows", Status = CheckStatus.CannotTell, Sentence = $"The check could not look: {fault.Message}" }];
        }
    }

    // Somebody's typing error, and a model that does not answer, end the evaluation; data that a check cannot use do not.
    private static bool IsOfTheSuite(string code) => code.StartsWith("suite.", StringComparison.Ordinal) || code.StartsWith("usage.", StringComparison.Ordinal) || code.StartsWith("provider.", StringComparison.Ordinal);

    private static string Say(EvaluationOutcome outcome)
    {
        var failed = outcome.Results.Where(r => r.Status == CheckStatus.Failed).ToList();
        var open = outcome.Results.Count(r => r.Status == CheckStatus.CannotTell);
        var passed = outcome.Results.Count(r => r.Status == CheckStatus.Passed);
        var score = $"{outcome.Metric} {Figures.Of(outcome.Metrics.GetValueOrDefault(outcome.Metric))} on {Figures.Count(outcome.Rows)} rows.";
        var counts = $"{passed} passed, {failed.Count} failed, {open} cannot tell.";
        return outcome.IsEmpty ? $"Nothing was checked, so nothing is known: no check of the suite had anything to look at. {score}"
            : failed.Count == 0
            ? $"{(open == 0 ? "Ready by every check that applies" : "Nothing failed, but not everything is known")}: {counts} {score}"
            : $"Not ready: {counts} {score} First to mend: {failed[0].Subject}. {failed[0].Sentence}";
    }
}

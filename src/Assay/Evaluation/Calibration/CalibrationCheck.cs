using Assay.Data;
using Assay.Evaluation.Checks;
using Assay.Evaluation.Report;
using Assay.Evaluation.Rows;
using Assay.Metrics;
using Assay.Statistics;

namespace Assay.Evaluation.Calibration;

/// <summary>Whether what is said is what happens: on average over all rows, along the predictions, in slices, and whether mending would help.</summary>
[Named("calibration")]
internal sealed class CalibrationCheck : Check
{
    private const int LeastRows = 50;
    private const int RowsABin = 50;
    private const int LeastSlice = 100;
    private const int MostSlicedColumns = 20;

    /// <inheritdoc/>
    public override string Title => "Calibration: does it happen as often as it says?";

    /// <inheritdoc/>
    public override IReadOnlyList<CheckSetting> Settings =>
    [
        new("limit", "most accepted gap between probability and rate, root mean square over bins, 0 to 1", "0.03"),
        new("count-limit", "most accepted gap between expected and observed total, as a share of the expected", "0.05"),
        new("slice-limit", "the same in each slice of the columns", "0.2"),
        new("columns", "columns whose slices are counted; all features up to 20 when nothing is said", ""),
        new("recalibration-limit", "the most of the log loss that mending may save, as a share of it, 0 to 1", "0.01"),
        new("bins", "bins of equal mass, 2 to 100; at least 50 rows each", "15"),
    ];

    /// <inheritdoc/>
    public override CheckChoice Choose(CheckContext context)
    {
        var predictions = context.Predictions;
        if (predictions.Kind is PredictionKind.Label or PredictionKind.Score)
        {
            return CheckChoice.Nothing(predictions.Kind == PredictionKind.Label
                ? "The predictions are classes without a probability, so nothing can be calibrated."
                : "The predictions are scores without a scale, no probabilities; assay calibrate makes probabilities of them.");
        }

        return predictions.Count < LeastRows
            ? CheckChoice.Nothing($"Calibration needs at least {LeastRows} rows; there are {predictions.Count}.")
            : CheckChoice.One(
                CheckSettings.None(Name).With("columns", Strata.OfFeatures(predictions.Data, LeastSlice).Take(MostSlicedColumns).Select(s => s.Name)),
                predictions.Data.Task == LearningTask.Regression
                    ? "The model predicts numbers: their sum ought to be the sum of what happens."
                    : "The model gives probabilities: they ought to be the rates at which things happen.");
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<CheckResult> Look(CheckContext context, CheckSettings settings)
    {
        var (rows, data) = (JudgedRows.Of(context), context.Predictions.Data);
        var strata = settings.Values.ContainsKey("columns")
            ? Strata.Named(data, settings.Texts("columns"), LeastSlice)
            : [.. Strata.OfFeatures(data, LeastSlice).Take(MostSlicedColumns)];
        var results = new List<CheckResult>();
        if (data.Task != LearningTask.Regression)
        {
            results.Add(Gap(context, rows, settings));
            results.Add(context.Units.Length > 0 && context.Units.Distinct().Count() == 1
                ? CheckResult.Nothing(Name, "All rows belong to one unit, so none are left to judge a recalibration learnt on the others.", "recalibration")
                : Mending(context, settings.Number("recalibration-limit", 0.01, 0, 1)));
        }

        results.AddRange(Totals(rows, data, settings.Number("count-limit", 0.05, 0)));
        results.AddRange(Slices(rows, strata, settings.Number("slice-limit", 0.2, 0)));
        return results;
    }

    private CheckResult Gap(CheckContext context, JudgedRows rows, CheckSettings settings)
    {
        var (probability, happened) = rows.Event();
        var limit = settings.Number("limit", 0.03, 0, 1);
        var bins = MassBins.Of(probability, Math.Clamp(rows.Count / RowsABin, 1, (int)settings.Number("bins", 15, 2, 100)));
        var gap = CalibrationGap.Of(probability, happened, bins, rows.Design);
        var curve = ReliabilityCurve.Of(probability, happened, bins, (rows.Design, context.Bootstrap(Name)));
        var what = rows.Outputs == 1 ? $"the probability of {context.Predictions.Data.Classes[1]}" : "the probability of the predicted class";
        var (said, seen) = (rows.Design.Average(probability), rows.Design.Average(happened));
        var status = CheckResult.AtMost(gap, limit);
        return new()
        {
            Check = Name,
            Subject = "all rows",
            Status = status,
            Sentence = status switch
            {
                CheckStatus.Passed => $"{PageText.Capital(what)} is off by {Figures.Share(gap.Value)} (root mean square over bins) beyond chance, at most {Figures.Share(gap.High)}: it can be taken at its word.",
                CheckStatus.Failed => $"{PageText.Capital(what)} is off by {Figures.Share(gap.Value)} (root mean square over bins) beyond chance, at least {Figures.Share(gap.Low)}; it says {Figures.Share(said)} where {Figures.Share(seen)} happen.",
                _ => $"{PageText.Capital(what)} is off by {Figures.Share(gap.Value)} (root mean square over bins) beyond chance, but these rows allow {Figures.Share(gap.Low)} to {Figures.Share(gap.High)}.",
            },
            Measure = "calibration gap beyond chance",
            Effect = gap,
            Limit = limit,
            Rows = rows.Count,
            Method = "root mean squared gap of bins of equal mass, less the sampling variance of every bin; bands drawn under perfect calibration",
            Curves = [curve.Curve],
            Table = Scores(rows, (probability, happened), curve),
        };
    }

    private static CheckTable Scores(JudgedRows rows, (double[] Probability, double[] Happened) events, ReliabilityCurve curve)
    {
        var (probability, happened) = events;
        var scored = new Scored(happened, probability, 1, rows.Design.Weights);
        var brier = ScoreDecomposition.Isotonic(new BrierScore(), probability, happened, rows.Design);
        var log = ScoreDecomposition.Isotonic(new LogLoss(), probability, happened, rows.Design);
        var murphy = ScoreDecomposition.Murphy(CalibrationTable.Width(scored, 10), brier.Score);
        List<IReadOnlyList<string>> lines =
        [
            ["expected calibration error, 15 bins of equal width", Figures.Number(curve.WidthError), $"{Figures.Number(curve.ExpectedWidthError)} if every probability were right"],
            ["expected calibration error, bins of equal mass", Figures.Number(curve.MassError), $"{Figures.Number(curve.ExpectedMassError)} if every probability were right"],
            Parts("Brier score, isotonic", brier),
            Parts("Brier score, Murphy's 10 bins", murphy),
            Parts("log loss, isotonic", log),
        ];
        if (rows.Design.Independent)
        {
            var spiegelhalter = CalibrationTable.Spiegelhalter(scored);
            var hosmer = CalibrationTable.Mass(scored, 10);
            lines.Add(["Spiegelhalter's z", Figures.Number(spiegelhalter.Statistic), $"p {Figures.Probability(spiegelhalter.P)}"]);
            if (rows.Count >= 10 * RowsABin && hosmer.Bins.All(b => b.Predicted is > 0 and < 1))
            {
                lines.Add(["Hosmer and Lemeshow's chi-squared, 10 bins", Figures.Number(hosmer.HosmerLemeshow.Statistic), $"p {Figures.Probability(hosmer.HosmerLemeshow.P)}"]);
            }
        }

        return new(["number", "value", "beside it"], lines);
    }

    private static IReadOnlyList<string> Parts(string name, ScoreDecomposition parts) =>
        [name, Figures.Number(parts.Score), $"miscalibration {Figures.Number(parts.Miscalibration)} - discrimination {Figures.Number(parts.Discrimination)} + uncertainty {Figures.Number(parts.Uncertainty)}"];

    private CheckResult Mending(CheckContext context, double share)
    {
        var found = Recalibration.Of(context.Predictions, context.Bootstrap(Name));
        var best = found.Best;
        var data = context.Predictions.Data;
        // With rows enough any gain is beyond doubt; only one that is worth having says that the model is not ready.
        var limit = share * new LogLoss().Measure(new Scored(data.Target.Span, context.Predictions.Predicted, data.Outputs, data.Weights.Span)).Value;
        var status = best is null || double.IsNaN(best.LogLossGain.Low) ? CheckStatus.CannotTell
            : best.LogLossGain.Low > limit ? CheckStatus.Failed
            : best.LogLossGain.Low <= 0 || best.LogLossGain.High <= limit ? CheckStatus.Passed
            : CheckStatus.CannotTell;
        return new()
        {
            Check = Name,
            Subject = "recalibration",
            Status = status,
            Sentence = status switch
            {
                CheckStatus.Failed => $"Recalibration helps: {best!.Method}, learnt on one half, lowers the log loss of the other by {Figures.InWords(best.LogLossGain)}.",
                CheckStatus.Passed when best!.LogLossGain.Low <= 0 => $"No recalibration is needed: the best of {found.Trials.Count} ways, {best.Method}, changes the log loss by {Figures.InWords(best.LogLossGain)}, which may be nothing.",
                CheckStatus.Passed => $"No recalibration is needed: the best of {found.Trials.Count} ways, {best!.Method}, saves {Figures.InWords(best.LogLossGain)} of log loss, less than is worth it.",
                _ when best is { LogLossGain.Low: > 0 } => $"Recalibration by {best.Method} saves {Figures.InWords(best.LogLossGain)} of log loss; whether that is more than {Figures.Given(limit)} these rows cannot tell.",
                _ => $"No recalibration could be judged: {found.Trials[0].Failure ?? "too few rows or units."}",
            },
            Measure = "log loss saved by recalibration",
            Effect = best?.LogLossGain,
            Limit = limit,
            Rows = context.Predictions.Count,
            Method = $"learnt on one half, judged on the other ({found.Halves}); paired differences a row",
            Correction = $"{found.Trials.Count} ways judged together, Bonferroni intervals",
            Table = new(
                ["way", "log loss saved", "Brier score saved", "calibration error after"],
                [
                    .. found.Trials.Select(t => t.Failure is { } failure
                        ? (IReadOnlyList<string>)[t.Method, failure, "", ""]
                        : [t.Method, Figures.InWords(t.LogLossGain), Figures.InWords(t.BrierGain), $"{Figures.Number(t.ErrorAfter)} (before {Figures.Number(found.ErrorBefore)})"]),
                ]),
        };
    }

    private IEnumerable<CheckResult> Totals(JudgedRows rows, Dataset data, double limit)
    {
        // One class at a time: together they would be as many numbers as the predictions twice over.
        var columns = rows.Outputs == 1 ? [(data.Task == LearningTask.Regression ? data.TargetName : data.Classes[1], rows.Predicted, rows.Truth)] : EachClass(rows, data);
        var design = rows.Design.Together(rows.Outputs);
        foreach (var (name, predicted, happened) in columns)
        {
            var counts = EventCounts.Of(predicted, happened, design);
            var status = Within(counts.Ratio, limit);
            var unit = data.Task == LearningTask.Regression ? $"a total {name} of " : "";
            yield return new()
            {
                Check = Name,
                Subject = data.Task == LearningTask.Regression ? $"total of {name}" : $"number of {name}",
                Status = double.IsNaN(counts.Ratio.Value) ? CheckStatus.NotApplicable : status,
                Sentence = double.IsNaN(counts.Ratio.Value)
                    ? $"Expected and observed totals cannot be compared: {counts.Ratio.Undefined}."
                    : $"The model expects {unit}{Figures.Count(counts.Expected)}{(unit.Length > 0 ? "" : $" {name}")} and there were {Figures.Count(counts.Observed)}: {(double.IsNaN(counts.Ratio.Low) ? counts.Ratio.Method : $"for each 1,000 it says, count on {Figures.Count(1000 * counts.Ratio.Low)} to {Figures.Count(1000 * counts.Ratio.High)}")}.",
                Measure = "observed over expected",
                Effect = counts.Ratio,
                Limit = limit,
                Rows = rows.Count,
                Method = counts.Ratio.Method,
                Correction = rows.Outputs > 1 ? $"{rows.Outputs} classes judged together, Bonferroni intervals" : "",
            };
        }
    }

    private static IEnumerable<(string Name, double[] Predicted, double[] Happened)> EachClass(JudgedRows rows, Dataset data) =>
        Enumerable.Range(0, rows.Outputs).Select(k => (
            data.Classes[k],
            Enumerable.Range(0, rows.Count).Select(i => rows.Predicted[(i * rows.Outputs) + k]).ToArray(),
            Array.ConvertAll(rows.Truth, t => t == k ? 1.0 : 0.0)));

    private IEnumerable<CheckResult> Slices(JudgedRows rows, IReadOnlyList<Strata> strata, double limit)
    {
        var (predicted, happened) = rows.Event();
        var together = strata.Sum(s => s.Names.Count);
        var design = rows.Design.Together(together);
        var slices = strata.Select(s => (s.Name, Counts: s.Rows().Select((own, k) =>
            (Slice: s.Names[k], Rows: own.Length, Counts: EventCounts.Of(Array.ConvertAll(own, r => predicted[r]), Array.ConvertAll(own, r => happened[r]), design.At(own)))).ToArray())).ToArray();
        var adjusted = AdjustedP.Holm([.. slices.SelectMany(s => s.Counts).Select(c => double.IsNaN(c.Counts.P) ? 1 : c.Counts.P)]);
        var at = 0;
        foreach (var (name, counts) in slices)
        {
            double[] p = adjusted[at..(at += counts.Length)];
            // A slice in which nothing was expected and nothing happened has a ratio without spread; only what is significant too fails.
            var statuses = counts.Select((c, k) => Within(c.Counts.Ratio, limit) is var within && within == CheckStatus.Failed && !(p[k] < 1 - rows.Design.Level) ? CheckStatus.CannotTell : within).ToArray();
            var worst = Enumerable.Range(0, counts.Length).OrderBy(k => p[k]).ThenByDescending(k => Math.Abs(counts[k].Counts.Ratio.Value - 1)).First();
            var status = statuses.Contains(CheckStatus.Failed) ? CheckStatus.Failed : statuses.All(s => s == CheckStatus.Passed) ? CheckStatus.Passed : CheckStatus.CannotTell;
            yield return new()
            {
                Check = Name,
                Subject = $"slices of {name}",
                Status = status,
                Sentence = $"The slice {name} = {counts[worst].Slice} stands out most: expected {Figures.Count(counts[worst].Counts.Expected)}, observed {Figures.Count(counts[worst].Counts.Observed)} (p {Figures.Probability(p[worst])} after correction){(status == CheckStatus.Passed ? "; all slices are within the limit" : "")}.",
                Measure = "observed over expected",
                Effect = counts[worst].Counts.Ratio,
                Limit = limit,
                Rows = rows.Count,
                Method = counts[worst].Counts.Ratio.Method,
                Correction = $"{together} slices of {strata.Count} columns judged together: Holm for p, Bonferroni for intervals",
                AdjustedP = p[worst],
                Table = new(
                    ["slice", "rows", "expected", "observed", "observed over expected", "p, corrected"],
                    [.. counts.Select((c, k) => (IReadOnlyList<string>)[c.Slice, Figures.Count(c.Rows), Figures.Count(c.Counts.Expected), Figures.Count(c.Counts.Observed), Figures.InWords(c.Counts.Ratio), Figures.Probability(p[k])])]),
            };
        }
    }

    // A ratio ought to lie near 1 on both sides.
    private static CheckStatus Within(Interval ratio, double limit) => ratio switch
    {
        { Low: double.NaN } or { High: double.NaN } => CheckStatus.CannotTell,
        _ when ratio.Low >= 1 - limit && ratio.High <= 1 + limit => CheckStatus.Passed,
        _ when ratio.High < 1 - limit || ratio.Low > 1 + limit => CheckStatus.Failed,
        _ => CheckStatus.CannotTell,
    };
}

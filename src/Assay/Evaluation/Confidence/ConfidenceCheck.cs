using Assay.Data;
using Assay.Evaluation.Checks;
using Assay.Evaluation.Report;
using Assay.Evaluation.Rows;
using Assay.Numerics;
using Assay.Statistics;

namespace Assay.Evaluation.Confidence;

/// <summary>Which answers may be shown to people: what a stated confidence is worth, and sets and intervals that keep a promise.</summary>
[Named("confidence")]
internal sealed class ConfidenceCheck : Check
{
    private const int LeastRows = 100;
    private const int LeastSlice = 200;
    private const int MostSlicedColumns = 10;
    private static readonly double[] shown = [0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99];

    /// <inheritdoc/>
    public override string Title => "Confidence: which answers can be shown?";

    /// <inheritdoc/>
    public override IReadOnlyList<CheckSetting> Settings =>
    [
        new("show-above", "confidences, 0 to 1: answers at or above each ought to be right at least that often", "[0.8, 0.9]"),
        new("accuracy", "accuracy for which the lowest confidence is looked for, 0.5 to 0.9999", "0.95"),
        new("coverage", "share of rows whose set or interval has to hold the truth, 0.5 to 0.999", "0.9"),
        new("tolerance", "how much less than that is accepted over all rows, 0 to 0.2", "0.02"),
        new("slice-tolerance", "how much less is accepted in each slice, 0 to 0.5", "0.05"),
        new("columns", "columns in whose slices coverage is looked at; the first ten features when nothing is said", ""),
        new("low-column", "column with predicted lower limits, for numbers", ""),
        new("high-column", "column with predicted upper limits, for numbers", ""),
    ];

    /// <inheritdoc/>
    public override CheckChoice Choose(CheckContext context)
    {
        var predictions = context.Predictions;
        return predictions switch
        {
            { Kind: PredictionKind.Label } => CheckChoice.Nothing("The predictions are classes without a probability, so there is no confidence to judge."),
            { Kind: PredictionKind.Score } => CheckChoice.Nothing("The predictions are scores without a scale, no probabilities; assay calibrate makes probabilities of them."),
            { Count: < LeastRows } => CheckChoice.Nothing($"Confidence needs at least {LeastRows} rows, half to choose on and half to judge on; there are {predictions.Count}."),
            _ => CheckChoice.One(
                CheckSettings.None(Name).With("columns", Strata.OfFeatures(predictions.Data, LeastSlice).Take(MostSlicedColumns).Select(s => s.Name)),
                predictions.Data.Task == LearningTask.Regression
                    ? "The model predicts numbers: people need to know how far the truth may lie from them."
                    : "The model gives probabilities: people need to know from which one on to believe it."),
        };
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<CheckResult> Look(CheckContext context, CheckSettings settings)
    {
        var (rows, halves) = (JudgedRows.Of(context), Halves.Of(context, Name));
        if (halves.Second.Length == 0)
        {
            return [CheckResult.Nothing(Name, "All rows belong to one unit, so none are left to judge what is chosen on the others.")];
        }

        return
        [
            .. context.Predictions.Data.Task == LearningTask.Regression ? [] : Answers(context, rows, halves, settings),
            .. Sets(context, rows, halves, settings),
        ];
    }

    private IEnumerable<CheckResult> Answers(CheckContext context, JudgedRows rows, Halves halves, CheckSettings settings)
    {
        var (confidence, right) = rows.Confidence();
        yield return Order(context, rows, confidence, right);
        yield return Threshold((confidence, right), rows, halves, settings);
        var asked = settings.Values.ContainsKey("show-above") ? settings.Numbers("show-above") : [0.8, 0.9];
        if (asked.FirstOrDefault(a => !(a is > 0 and < 1), double.NaN) is var wrong && !double.IsNaN(wrong))
        {
            throw new AssayException("suite.setting-wrong", $"Setting \"show-above\" of check {Name} must be confidences between 0 and 1; found {Figures.Number(wrong)}.");
        }

        var design = rows.Design.Together(asked.Count);
        foreach (var threshold in asked)
        {
            yield return Promise((confidence, right), threshold, design, asked.Count);
        }
    }

    private CheckResult Order(CheckContext context, JudgedRows rows, double[] confidence, double[] right)
    {
        var curve = RiskCoverage.Of(confidence, right, rows.Design, context.Bootstrap(Name, draws: 500));
        var saved = curve.Saved;
        var status = saved.Low > 0 ? CheckStatus.Passed : saved.High < 0 ? CheckStatus.Failed : CheckStatus.CannotTell;
        return new()
        {
            Check = Name,
            Subject = "order by confidence",
            Status = status,
            Sentence = status switch
            {
                CheckStatus.Passed => $"The surer the answer, the more often it is right: the area under risk and coverage is {Figures.Number(curve.Area.Value)}, {Figures.Number(saved.Value)} less than by chance.",
                CheckStatus.Failed => $"The surer the answer, the less often it is right: the area under risk and coverage is {Figures.Number(curve.Area.Value)}, {Figures.Number(-saved.Value)} more than by chance.",
                _ => $"Whether surer answers are right more often cannot be told: {Figures.InWords(saved)} is saved over chance.",
            },
            Measure = "risk saved by answering the surest rows first",
            Effect = saved,
            Limit = 0,
            Rows = rows.Count,
            Method = $"share wrong of all rows less area under risk and coverage, {saved.Method}",
            Curves = [curve.Curve],
            Table = new(
                ["number", "value"],
                [["area under risk and coverage", Figures.InWords(curve.Area)], ["of which the best order would save", Figures.Number(curve.ExcessArea)]]),
        };
    }

    private CheckResult Threshold((double[] Confidence, double[] Right) all, JudgedRows rows, Halves halves, CheckSettings settings)
    {
        var accuracy = settings.Number("accuracy", 0.95, 0.5, 0.9999);
        var classes = Math.Max(2, rows.Outputs);
        double[] Of(double[] values, int[] part) => Array.ConvertAll(part, r => values[r]);
        var threshold = ConfidenceThreshold.For(Of(all.Confidence, halves.First), Of(all.Right, halves.First), (accuracy, classes), rows.Design.At(halves.First));
        var result = new CheckResult
        {
            Check = Name,
            Subject = $"confidence for {Figures.Level(accuracy)} right",
            Status = CheckStatus.CannotTell,
            Sentence = $"No confidence is shown to give {Figures.Level(accuracy)} right answers: these rows are too few, or the model is never that good.",
            Measure = "share right above the threshold, on rows it was not chosen on",
            Limit = accuracy,
            Rows = rows.Count,
            Method = $"chosen by fixed-sequence tests of exact binomial tails in five chains, {Figures.Level(rows.Design.Level)} guarantee; judged on the other half ({halves.How})",
        };
        if (double.IsNaN(threshold))
        {
            return result;
        }

        int[] answered = [.. halves.Second.Where(r => all.Confidence[r] >= threshold)];
        var seen = rows.Design.At(answered).Share(Of(all.Right, answered));
        var share = (double)answered.Length / halves.Second.Length;
        return result with
        {
            Status = double.IsNaN(seen.High) ? CheckStatus.CannotTell : seen.High < accuracy ? CheckStatus.Failed : CheckStatus.Passed,
            Sentence = seen.High < accuracy
                ? $"Answers from {Figures.Level(threshold)} confidence on were shown to be {Figures.Level(accuracy)} right, but on the other half only {Figures.ShareInWords(seen)} are: the rows have changed."
                : $"From {Figures.Level(threshold)} confidence on, at least {Figures.Level(accuracy)} of the answers are right ({Figures.Level(rows.Design.Level)} guarantee); {Figures.Share(share)} of rows are answered, {Figures.Share(seen.Value)} of them right on the other half.",
            Effect = seen,
            Rows = answered.Length,
        };
    }

    private CheckResult Promise((double[] Confidence, double[] Right) all, double threshold, RowDesign design, int together)
    {
        int[] Above(double from) => [.. Enumerable.Range(0, all.Confidence.Length).Where(r => all.Confidence[r] >= from)];
        Interval Right(int[] rows) => design.At(rows).Share(Array.ConvertAll(rows, r => all.Right[r]));
        var answered = Above(threshold);
        var seen = Right(answered);
        var status = seen.Low >= threshold ? CheckStatus.Passed : seen.High < threshold ? CheckStatus.Failed : CheckStatus.CannotTell;
        return new()
        {
            Check = Name,
            Subject = $"answers above {Figures.Level(threshold)}",
            Status = status,
            Sentence = answered.Length == 0
                ? $"No answer is {Figures.Level(threshold)} sure."
                : $"{Figures.Share((double)answered.Length / all.Confidence.Length)} of the answers are at least {Figures.Level(threshold)} sure, and {Figures.ShareInWords(seen)} of these are right{(status == CheckStatus.Failed ? ": fewer than promised, do not show the number" : "")}.",
            Measure = "share right among answers shown",
            Effect = seen,
            Limit = threshold,
            Rows = answered.Length,
            Method = seen.Method,
            Correction = together > 1 ? $"{together} thresholds judged together, Bonferroni intervals" : "",
            Table = new(
                ["shown from", "rows shown", "mean confidence", "right", "wrong answers seen in 1,000 rows"],
                [
                    .. shown.Append(threshold).Distinct().Order().Select(from => (From: from, Rows: Above(from))).Where(a => a.Rows.Length > 0).Select(a => (IReadOnlyList<string>)
                    [
                        Figures.Level(a.From),
                        Figures.Share((double)a.Rows.Length / all.Confidence.Length),
                        Figures.Share(a.Rows.Average(r => all.Confidence[r])),
                        Figures.ShareInWords(Right(a.Rows)),
                        Figures.Number(1000 * a.Rows.Sum(r => 1 - all.Right[r]) / all.Confidence.Length),
                    ]),
                ]),
        };
    }

    private IEnumerable<CheckResult> Sets(CheckContext context, JudgedRows rows, Halves halves, CheckSettings settings)
    {
        var data = context.Predictions.Data;
        var input = new ConformalRows(rows, Limits(data, settings, "low-column"), Limits(data, settings, "high-column"));
        var methods = Catalogue<ConformalMethod>.All.Where(m => m.Supports(data.Task, input is { Low.Length: > 0, High.Length: > 0 })).ToArray();
        var strata = settings.Values.ContainsKey("columns")
            ? Strata.Named(data, settings.Texts("columns"), LeastSlice)
            : [.. Strata.OfFeatures(data, LeastSlice).Take(MostSlicedColumns)];
        var coverage = settings.Number("coverage", 0.9, 0.5, 0.999);
        var everyone = new Strata("all rows", new int[rows.Count], ["all rows"]);
        foreach (var method in methods)
        {
            // What learns a scale learns it on every second row of the first half and calibrates on the others.
            int[] learn = method.Learns ? [.. halves.First.Where((_, i) => i % 2 == 0)] : [];
            int[] calibration = method.Learns ? [.. halves.First.Where((_, i) => i % 2 == 1)] : halves.First;
            var scores = method.Score(input, learn, SeededRandom.For(context.Seed, $"conformal {method.Name}"));
            var thresholds = scores.Thresholds(calibration, everyone, coverage, rows.Design);
            var design = rows.Design.At(halves.Second);
            var seen = design.Together(methods.Length).Share(scores.Covered(halves.Second, everyone, thresholds));
            var size = scores.MeanSize(halves.Second, everyone, thresholds);
            var unit = data.Task == LearningTask.Regression ? $"intervals are {Figures.Number(size)} wide" : $"sets hold {Figures.Number(size)} classes";
            yield return Kept(seen, coverage, settings.Number("tolerance", 0.02, 0, 0.2)) with
            {
                Subject = $"{method.Name} {(data.Task == LearningTask.Regression ? "intervals" : "sets")}",
                Sentence = $"Promised to hold the truth in {Figures.Level(coverage)} of rows, the {unit} on average and hold it in {Figures.ShareInWords(seen)}.",
                Rows = halves.Second.Length,
                Method = $"split conformal, calibrated on {Figures.Count(calibration.Length)} rows, judged on others ({halves.How})",
                Correction = methods.Length > 1 ? $"{methods.Length} ways judged together, Bonferroni intervals" : "",
            };
            if (method == Main(methods))
            {
                foreach (var slices in strata)
                {
                    yield return InSlices((method.Name, scores, thresholds[0]), (calibration, halves.Second, slices, rows.Design), (coverage, settings.Number("slice-tolerance", 0.05, 0, 0.5)), design.Together(strata.Sum(s => s.Names.Count)));
                }
            }
        }
    }

    private CheckResult InSlices((string Name, ConformalScores Scores, double Threshold) method, (int[] Calibration, int[] Judged, Strata Slices, RowDesign Design) rows, (double Coverage, double Tolerance) promise, RowDesign design)
    {
        var slices = rows.Slices;
        var inEach = method.Scores.Thresholds(rows.Calibration, slices, promise.Coverage, rows.Design);
        double[] same = [.. slices.Names.Select(_ => method.Threshold)];
        var (plain, mondrian) = (method.Scores.Covered(rows.Judged, slices, same), method.Scores.Covered(rows.Judged, slices, inEach));
        var own = slices.At(rows.Judged).Rows();
        Interval Of(double[] covered, int[] part) => design.At(part).Share(Array.ConvertAll(part, i => covered[i]));
        Interval[] seen = [.. own.Select(part => Of(plain, part))];
        var results = seen.Select(s => Kept(s, promise.Coverage, promise.Tolerance)).ToArray();
        var worst = Enumerable.Range(0, seen.Length).OrderBy(k => double.IsNaN(seen[k].Value) ? 2 : seen[k].Value).First();
        var status = results.Any(r => r.Status == CheckStatus.Failed) ? CheckStatus.Failed : results.All(r => r.Status == CheckStatus.Passed) ? CheckStatus.Passed : CheckStatus.CannotTell;
        return results[worst] with
        {
            Subject = $"coverage in slices of {slices.Name}",
            Status = status,
            Sentence = $"Where {slices.Name} = {slices.Names[worst]}, {Figures.ShareInWords(seen[worst])} of the truth is held where {Figures.Level(promise.Coverage)} was promised{(status == CheckStatus.Failed ? "; calibrate in every slice of it" : "")}.",
            Rows = rows.Judged.Length,
            Method = $"{method.Name}, split conformal; {seen[worst].Method}",
            Correction = "all slices of all columns judged together, Bonferroni intervals",
            Table = new(
                ["slice", "rows judged", "coverage", "coverage when calibrated in each slice"],
                [.. own.Select((part, k) => (IReadOnlyList<string>)[slices.Names[k], Figures.Count(part.Length), Figures.ShareInWords(seen[k]), Figures.ShareInWords(Of(mondrian, part))])]),
        };
    }

    private CheckResult Kept(Interval seen, double coverage, double tolerance) => new()
    {
        Check = Name,
        Subject = "",
        Sentence = "",
        Status = seen switch
        {
            { Low: double.NaN } or { High: double.NaN } => CheckStatus.CannotTell,
            _ when seen.Low >= coverage - tolerance => CheckStatus.Passed,
            _ when seen.High < coverage - tolerance => CheckStatus.Failed,
            _ => CheckStatus.CannotTell,
        },
        Measure = "share of rows whose set or interval holds the truth",
        Effect = seen,
        Limit = coverage - tolerance,
    };

    // The way whose slices are looked at: limits somebody predicted, else the one that follows the row most closely.
    private static ConformalMethod Main(ConformalMethod[] methods) =>
        methods.FirstOrDefault(m => m is QuantileLimits) ?? methods.FirstOrDefault(m => m is NormalisedResidual or LeastAmbiguous) ?? methods[0];

    private double[] Limits(Dataset data, CheckSettings settings, string setting)
    {
        var name = settings.Text(setting, "");
        if (name.Length == 0)
        {
            return [];
        }

        return data.Named(name) is NumberColumn numbers && !numbers.Values.ToArray().Any(double.IsNaN)
            ? numbers.Values.ToArray()
            : throw new AssayException("suite.column-not-limits", $"Setting \"{setting}\" of check {Name} must name a column of numbers, none missing; {name} is not. Name the column with the predicted limits.");
    }
}

using Assay.Data;
using Assay.Evaluation.Checks;
using Assay.Evaluation.Report;
using Assay.Evaluation.Rows;
using Assay.Metrics;
using Assay.Statistics;

namespace Assay.Evaluation.Decisions;

/// <summary>Where to cut when a false alarm and a miss cost different amounts, and whether deciding by the model beats deciding without it.</summary>
[Named("decision")]
internal sealed class DecisionCheck : Check
{
    private const int LeastRows = 100;

    /// <inheritdoc/>
    public override string Title => "Decision: where to cut, and does it pay?";

    /// <inheritdoc/>
    public override IReadOnlyList<CheckSetting> Settings =>
    [
        new("cost-false-positive", "cost of calling a negative row positive, above 0", "1"),
        new("cost-false-negative", "cost of calling a positive row negative, above 0", "1"),
    ];

    /// <inheritdoc/>
    public override CheckChoice Choose(CheckContext context)
    {
        var predictions = context.Predictions;
        if (predictions.Data.Task != LearningTask.Binary || predictions.Kind == PredictionKind.Label)
        {
            return CheckChoice.Nothing(predictions.Data.Task == LearningTask.Binary
                ? "The predictions are classes, so there is no threshold to choose."
                : "A threshold is chosen for two classes; this is another task.");
        }

        var positives = predictions.Data.Target.ToArray().Count(t => t == 1);
        return predictions.Count < LeastRows || positives < 10 || predictions.Count - positives < 10
            ? CheckChoice.Nothing($"A threshold needs at least {LeastRows} rows, ten of each class; there are {predictions.Count}, {positives} of them {predictions.Data.Classes[1]}.")
            : CheckChoice.One(
                CheckSettings.None(Name),
                "Nobody said what mistakes cost, so both cost the same; set your costs.");
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<CheckResult> Look(CheckContext context, CheckSettings settings)
    {
        var costs = new DecisionCosts(settings.Number("cost-false-positive", 1, 1e-9, 1e9), settings.Number("cost-false-negative", 1, 1e-9, 1e9));
        var (rows, halves) = (JudgedRows.Of(context), Halves.Of(context, Name));
        if (halves.Second.Length == 0)
        {
            return [CheckResult.Nothing(Name, "All rows belong to one unit, so none are left to judge what is chosen on the others.")];
        }

        var (first, second) = (rows.At(halves.First), rows.At(halves.Second));
        // The choice itself counts every row once, as ties are decided in whole counts; the judgement uses the weights.
        var chosen = new ThresholdChoice(first.Truth, first.Predicted).Cheapest(costs.FalsePositive, costs.FalseNegative).Threshold;
        List<CheckResult> results = [Cheapest(second, costs, (chosen, context.Predictions.Kind), halves.How)];
        if (context.Predictions.Kind == PredictionKind.Probability)
        {
            results.Add(Usual(second, (costs, settings.Values.Count > 0), chosen, halves.How));
            results.Add(Curve(rows, costs));
        }

        return results;
    }

    private CheckResult Cheapest(JudgedRows judged, DecisionCosts costs, (double Chosen, PredictionKind Kind) cut, string how)
    {
        var chosen = cut.Chosen;
        var model = costs.Of(judged.Predicted, judged.Truth, chosen);
        var (all, none) = (costs.Of(judged.Predicted, judged.Truth, double.NegativeInfinity), costs.Of(judged.Predicted, judged.Truth, double.PositiveInfinity));
        var allIsCheaper = judged.Design.Average(all) < judged.Design.Average(none);
        var saved = costs.Difference(allIsCheaper ? all : none, model, judged.Design);
        var cost = costs.Mean(model, judged.Design);
        var status = saved.Low > 0 ? CheckStatus.Passed : saved.High < 0 ? CheckStatus.Failed : CheckStatus.CannotTell;
        var without = allIsCheaper ? "calling every row positive" : "calling no row positive";
        return new()
        {
            Check = Name,
            Subject = "cheapest threshold",
            Status = status,
            Sentence = status switch
            {
                CheckStatus.Passed => $"Cut at {Figures.Number(chosen)}, a row costs {Figures.InWords(cost)}: {Figures.Number(saved.Value)} less than {without}.",
                CheckStatus.Failed => $"Cut at {Figures.Number(chosen)}, a row costs {Figures.InWords(cost)}: {Figures.Number(-saved.Value)} more than {without}. Do not decide by this model.",
                _ => $"Cut at {Figures.Number(chosen)}, a row costs {Figures.InWords(cost)}; whether that is less than {without} cannot be told.",
            },
            Measure = $"cost saved a row over {without}",
            Effect = saved,
            Limit = 0,
            Rows = judged.Count,
            Method = $"threshold chosen on one half, judged on the other ({how}); paired {saved.Method}",
            Table = Calls(judged, costs, cut),
        };
    }

    // What costs say of probabilities, and one half, mean nothing on a scale of its own.
    private static CheckTable Calls(JudgedRows judged, DecisionCosts costs, (double Chosen, PredictionKind Kind) found) => new(
        ["threshold", "called positive", "false positives in 1,000 rows", "false negatives in 1,000 rows", "cost a row"],
        [
            .. new[] { ("chosen", found.Chosen), ("by the costs alone", costs.Threshold), ("one half", 0.5) }.Take(found.Kind == PredictionKind.Probability ? 3 : 1).Select(cut =>
            {
                double Share(Func<double, double, bool> counts) => judged.Design.Average([.. judged.Predicted.Select((p, i) => counts(p, judged.Truth[i]) ? 1.0 : 0.0)]);
                return (IReadOnlyList<string>)
                [
                    $"{Figures.Number(cut.Item2)} ({cut.Item1})",
                    Figures.Share(Share((p, _) => p >= cut.Item2)),
                    Figures.Number(1000 * Share((p, t) => p >= cut.Item2 && t == 0)),
                    Figures.Number(1000 * Share((p, t) => p < cut.Item2 && t == 1)),
                    Figures.InWords(costs.Mean(costs.Of(judged.Predicted, judged.Truth, cut.Item2), judged.Design)),
                ];
            }),
        ]);

    // Where nobody said what mistakes cost, what another cut would save is worth knowing but no fault.
    private CheckResult Usual(JudgedRows judged, (DecisionCosts Costs, bool AreGiven) said, double chosen, string how)
    {
        var costs = said.Costs;
        var dearer = costs.Difference(costs.Of(judged.Predicted, judged.Truth, 0.5), costs.Of(judged.Predicted, judged.Truth, chosen), judged.Design);
        var dear = dearer.Low > 0;
        return new()
        {
            Check = Name,
            Subject = "cut at one half",
            Status = double.IsNaN(dearer.Low) || (dear && !said.AreGiven) ? CheckStatus.CannotTell : dear ? CheckStatus.Failed : CheckStatus.Passed,
            Sentence = dear
                ? $"Cut at one half, as is usual, a row costs {Figures.InWords(dearer)} more than cut at {Figures.Number(chosen)}: {(said.AreGiven ? "set the threshold" : "if both mistakes cost the same. Say what they cost, and set the threshold")}."
                : $"Cut at one half, as is usual, is not shown to cost more than cut at {Figures.Number(chosen)}: {Figures.InWords(dearer)} a row.",
            Measure = "cost a row of cutting at one half over the chosen threshold",
            Effect = dearer,
            Limit = 0,
            Rows = judged.Count,
            Method = $"threshold chosen on one half, judged on the other ({how}); paired {dearer.Method}",
        };
    }

    private CheckResult Curve(JudgedRows rows, DecisionCosts costs)
    {
        double[] thresholds = [.. Enumerable.Range(1, 19).Select(k => k / 20.0).Append(costs.Threshold).Where(t => t is > 0.001 and < 0.999).Distinct().Order()];
        var curve = DecisionCurve.Of(rows.Predicted, rows.Truth, rows.Design, thresholds);
        double[] helps = [.. curve.Points.Where(p => p.Helps).Select(p => p.Threshold)];
        double[] harms = [.. curve.Points.Where(p => p.Harms).Select(p => p.Threshold)];
        var own = curve.Points.MinBy(p => Math.Abs(p.Threshold - costs.Threshold))!;
        var least = own.OverAll.Value < own.OverNone.Value ? own.OverAll : own.OverNone;
        return new()
        {
            Check = Name,
            Subject = "decision curve",
            Status = own.Helps ? CheckStatus.Passed : own.Harms ? CheckStatus.Failed : CheckStatus.CannotTell,
            Sentence = (helps.Length == 0
                    ? "At no threshold is acting on the model shown to be better than acting on all rows or on none"
                    : $"Acting on the model is better than on all rows and on none from a threshold of {Figures.Number(helps[0])} to {Figures.Number(helps[^1])}")
                + (harms.Length == 0 ? "." : $"; it is worse at {string.Join(", ", harms.Select(Figures.Number))}: its probabilities cannot be taken at their word there."),
            Measure = $"net benefit over the better of all and none at a threshold of {Figures.Number(own.Threshold)}",
            Effect = least,
            Limit = 0,
            Rows = rows.Count,
            Method = $"net benefit as a mean of rows, {own.Model.Method}; bands of the curve are pointwise",
            Correction = $"{2 * thresholds.Length} differences judged together, Bonferroni intervals",
            Curves = [curve.Curve()],
        };
    }
}

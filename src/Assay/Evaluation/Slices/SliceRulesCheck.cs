using Assay.Evaluation.Checks;
using Assay.Evaluation.Report;
using Assay.Learners.Baselines;
using Assay.Statistics;

namespace Assay.Evaluation.Slices;

/// <summary>Slices that somebody who knows the field wrote down, each compared with all other rows.</summary>
[Named("slice-rules")]
internal sealed class SliceRulesCheck : Check
{
    /// <inheritdoc/>
    public override string Title => "The parts that matter to you";

    /// <inheritdoc/>
    public override IReadOnlyList<CheckSetting> Settings =>
    [
        new("slices", "rules such as \"age < 25 and job in (student, 'no job')\"", null),
        new("loss", "zero-one or log-loss for classes, absolute or squared for numbers", ""),
        new("limit", "the most a slice may lose beyond all other rows, as a share of the mean loss", "0.5"),
    ];

    /// <inheritdoc/>
    public override CheckChoice Choose(CheckContext context) =>
        CheckChoice.Unasked("Nobody has written slices down. Somebody who knows the field could: slices: [\"age < 25\"].");

    /// <inheritdoc/>
    protected override IReadOnlyList<CheckResult> Look(CheckContext context, CheckSettings settings)
    {
        var rules = settings.Texts("slices");
        var data = context.Predictions.Data;
        var losses = RowLosses.Of(context.Predictions, settings.Text("loss", ""));
        var masks = rules.Select(rule => new SliceMask(rule, Rows(rule, context.Predictions))).ToList();
        var judged = SliceFinder.Judge(
            new SliceTable([], losses.Values, data.Weights.IsEmpty ? null : data.Weights.ToArray()),
            masks,
            new SliceOptions { LossName = losses.Name, Level = 1 - context.Level, Seed = Numerics.SeededRandom.Derive(context.Seed, Name), Threads = context.Threads, Cancellation = context.Cancellation });
        var mean = Numerics.Sums.Mean(losses.Values);
        var limit = settings.Number("limit", 0.5, 0);
        return [.. judged.Select(s => One(s, losses.Name, (mean, limit), judged.Count))];
    }

    // A rule is read as the condition of a branch; its answer does not matter.
    private static bool[] Rows(string rule, Predictions predictions)
    {
        var condition = RuleText.Read($"{rule} => x")[0].Condition ?? throw RuleText.Mistake(rule, "\"else\" is no condition");
        var holds = condition.Bind(predictions.Data, checkLevels: true);
        return [.. Enumerable.Range(0, predictions.Count).Select(holds)];
    }

    private CheckResult One(Slice slice, string loss, (double Mean, double Limit) held, int among)
    {
        var excess = slice.CorrectedOver(held.Mean);
        return new CheckResult
        {
            Check = Name,
            Subject = slice.Text,
            Status = CheckResult.AtMost(excess, held.Limit),
            Sentence = $"{loss} {Figures.Of(slice.Inside)} where {slice.Text}, {Figures.Of(slice.Outside)} elsewhere ({Figures.Count(slice.Rows)} rows).",
            Measure = "loss beyond other rows, share of the mean",
            Effect = excess,
            Limit = held.Limit,
            Rows = slice.Rows,
            Method = slice.Corrected.Method,
            Correction = among > 1 ? $"max-T over the {among} slices named" : "",
            AdjustedP = slice.AdjustedP,
        };
    }
}

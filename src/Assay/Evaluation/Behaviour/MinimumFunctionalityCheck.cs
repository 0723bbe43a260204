using Assay.Evaluation.Checks;

namespace Assay.Evaluation.Behaviour;

/// <summary>Hand-written cases whose answer nobody doubts.</summary>
/// <remarks>
/// Every case is a result of its own and holds or does not. The share of all cases that fail has an exact binomial interval, as if they had
/// been drawn from all cases of their kind: few cases, even if all hold, do not prove a small failure rate.
/// Source of the method: Ribeiro, Wu, Guestrin and Singh, ACL 2020 (CheckList, minimum functionality tests), there for text.
/// </remarks>
[Named("minimum-functionality")]
internal sealed class MinimumFunctionalityCheck : Check
{
    /// <inheritdoc/>
    public override string Title => "Cases nobody doubts";

    /// <inheritdoc/>
    public override IReadOnlyList<CheckSetting> Settings { get; } =
    [
        new("cases", "maps {name, base, cells, expect, of, at-least, at-most, between}: cells by column, the others as in the row base (its id or number in the file) or missing; the class expected, or limits of the probability of a class, or of the value", null),
        FailureRate.Budget,
    ];

    /// <inheritdoc/>
    public override CheckChoice Choose(CheckContext context) => context.Model is null ? CheckChoice.Nothing(CheckChoice.NeedsModel) : CheckChoice.Unasked("Nobody has written cases whose answer is beyond doubt.");

    /// <inheritdoc/>
    protected override IReadOnlyList<CheckResult> Look(CheckContext context, CheckSettings settings)
    {
        var cases = SuiteMap.Of(settings, "cases").Select((map, i) => WrittenCase.Of(context, map, i)).ToArray();
        if (cases.Length == 0)
        {
            return [CheckResult.Nothing(Name, "The settings hold no case.")];
        }

        var predicted = context.Model!.Predict(StackedTables.Of([.. cases.Select(c => c.Row)]).All, context.Cancellation);
        var outputs = context.Predictions.Data.Outputs;
        CheckResult[] each = [.. cases.Select((c, i) => c.Judge(context, predicted.AsSpan(i * outputs, outputs)))];
        var failed = each.Count(r => r.Status == CheckStatus.Failed);
        var all = FailureRate.Of(settings, ("all cases", failed, cases.Length, context.Level), "cases fail", "hand-written cases, taken as drawn from all of their kind");
        return [.. each, all];
    }
}

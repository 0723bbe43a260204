using Assay.Evaluation.Checks;

namespace Assay.Evaluation.Behaviour;

/// <summary>Whether predictions move the way people who know the field expect when a column moves.</summary>
/// <remarks>
/// <para>An amount makes one step from the row as it is. Without an amount a column goes through its quantiles (and the row's own value),
/// everything else as it is, and no later point may break what is said of an earlier one; <c>at any</c> repeats this for several values of a
/// second column: a whole grid. Violations are made as small as they still break: fewest columns, then the smallest step.</para>
/// <para>Source of the method: Ribeiro, Wu, Guestrin and Singh, ACL 2020 (CheckList, directional expectation tests), there for text.</para>
/// </remarks>
[Named("directional")]
internal sealed class DirectionalCheck : Check
{
    /// <inheritdoc/>
    public override string Title => "Directions the field expects";

    /// <inheritdoc/>
    public override IReadOnlyList<CheckSetting> Settings { get; } =
    [
        new("expectations", $"a list of texts such as {Expectation.Grammar}", null),
        new("tolerance", "how far the wrong way is accepted when an expectation does not say: of a probability, or of the target's standard deviation; at least 0", "0.01"),
        new("steps", "points of a sweep, at least 2", "10"),
        FailureRate.Budget,
        TestedRows.Setting,
    ];

    /// <inheritdoc/>
    public override CheckChoice Choose(CheckContext context)
    {
        if (context.Model is null)
        {
            return CheckChoice.Nothing(CheckChoice.NeedsModel);
        }

        var data = context.Predictions.Data;
        var column = data.Features.FirstOrDefault(c => c.Kind is Data.ColumnKind.Number or Data.ColumnKind.OrderedCode)?.Name;
        var effect = data.Classes.Count > 0 ? $"probability of {data.Classes[^1]}" : "prediction";
        return CheckChoice.Unasked($"Nobody has said what to expect.{(column is null ? "" : $" Somebody who knows the field could write: \"{column} up => {effect} not down\".")}");
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<CheckResult> Look(CheckContext context, CheckSettings settings)
    {
        var expectations = settings.Texts("expectations").Select(Expectation.Read).ToArray();
        return expectations.Length == 0
            ? [CheckResult.Nothing(Name, "The settings hold no expectation.")]
            : [.. expectations.Select(e => e.Moves[0].IsSweep ? new SweepTrial(context, settings, e).Run() : new StepTrial(context, settings, e).Run())];
    }
}

using Assay.Evaluation.Checks;

namespace Assay.Evaluation.Behaviour;

/// <summary>Whether groups of people are treated alike: what the same rows would get in another group, and what groups were given.</summary>
/// <remarks>
/// <para>Counterfactual gap: the mean change of the prediction when a row's group is replaced by the largest group and nothing else is; it
/// needs the model. It is the direct effect only: columns that go along with the group stay as they are (Kusner, Loftus, Russell and Silva,
/// NeurIPS 2017, ask for those to change too, which needs a causal model).</para>
/// <para>Observed gaps: a group's mean less that of all others, for rates, errors and calibration. Every gap of the check is judged by an
/// interval that holds for all of them at once (Bonferroni), with p values adjusted by Holm.</para>
/// </remarks>
[Named("fairness")]
internal sealed class FairnessCheck : Check
{
    /// <inheritdoc/>
    public override string Title => "Groups treated alike";

    /// <inheritdoc/>
    public override IReadOnlyList<CheckSetting> Settings { get; } =
    [
        new("columns", "columns that say which group a row belongs to; guessed from their names when not set", ""),
        new("favourable", "the class people would rather be given; the positive class of two when not set", ""),
        new("limit", "the observed gap that is accepted: of a rate, or in standard deviations of the target; at least 0", "0.1"),
        new("counterfactual-limit", "the mean change by another group that is accepted: of a probability, or in standard deviations of the target; at least 0", "0.02"),
        new("minimum-rows", "rows a group needs, at least 2", "30"),
        TestedRows.Setting,
    ];

    /// <inheritdoc/>
    public override CheckChoice Choose(CheckContext context)
    {
        var guessed = ProtectedNames.Compared(context.Predictions.Data);
        return guessed.Count == 0
            ? CheckChoice.Unasked("No column's name suggests groups of people; name such columns if there are any.")
            : CheckChoice.One(CheckSettings.None(Name).With("columns", guessed), $"The names of {string.Join(", ", guessed)} suggest groups of people; confirm or correct them.");
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<CheckResult> Look(CheckContext context, CheckSettings settings)
    {
        var data = context.Predictions.Data;
        var told = settings.Values.ContainsKey("columns");
        var columns = (told ? settings.Texts("columns") : ProtectedNames.Compared(data)).Select(c => SuiteNames.Column(data, Name, c)).ToArray();
        if (columns.Length == 0)
        {
            return [CheckResult.Nothing(Name, "No column's name suggests groups of people, and the settings name none.")];
        }

        var fewest = (int)settings.Number("minimum-rows", 30, 2, int.MaxValue);
        var groups = columns.Select(c => Groups.In(c, fewest)).ToArray();
        var usable = groups.Where(g => g.Names.Count >= 2).ToArray();
        var guess = told ? "" : "; the column was guessed from its name, nobody has confirmed it";
        return
        [
            .. new GapTrial(context, settings, guess).Run(usable),
            .. context.Model is null ? [] : usable.Select(g => new CounterfactualTrial(context, settings, guess).Run(g)),
            .. groups.Except(usable).Select(g => CheckResult.Nothing(Name, $"Fewer than two groups of {g.Column} have {fewest} rows.", g.Column)),
        ];
    }

    /// <summary>The class people would rather be given; -1 when there is none.</summary>
    internal static int Favourable(CheckContext context, CheckSettings settings) =>
        settings.Text("favourable", "") is { Length: > 0 } name ? SuiteNames.Class(context.Predictions.Data, settings.Check, name)
        : context.Predictions.Data.Task == Data.LearningTask.Binary ? 1 : -1;
}

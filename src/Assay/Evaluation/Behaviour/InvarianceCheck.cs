using Assay.Evaluation.Checks;

namespace Assay.Evaluation.Behaviour;

/// <summary>Whether predictions stay the same when something changes that ought not to matter.</summary>
/// <remarks>
/// A row fails when any of the changes tried on it changes its prediction. The order of rows and of columns is judged exactly: not one
/// prediction may differ by more than rounding. Source of the method: Ribeiro, Wu, Guestrin and Singh, ACL 2020 (CheckList), there for text.
/// </remarks>
[Named("invariance")]
internal sealed class InvarianceCheck : Check
{
    private static readonly string[] orders = ["row-order", "column-order"];
    private static readonly string[] textual = ["text-whitespace", "text-case", "names", "gender-words"];

    /// <inheritdoc/>
    public override string Title => "Changes that ought not to matter";

    /// <inheritdoc/>
    public override IReadOnlyList<CheckSetting> Settings { get; } =
    [
        new("columns", "columns whose value ought not to matter, such as protected ones; guessed from their names when not set", ""),
        new("swaps", "maps of columns with two values each, as in {sex: Male <-> Female, relationship: Husband <-> Wife}, exchanged together in rows that hold one of them", ""),
        new("perturbations", "perturbations that ought not to matter at all, at their largest dose; blanks, case, first names and gender words of free texts when not set", ""),
        new("units", "maps {column, factor, unit, from, to}: where the column unit says from, the number times factor in the unit to is the same", ""),
        new("orders", "row-order, column-order, or none", "row-order, column-order"),
        FailureRate.Budget,
        PredictionChange.Setting,
        TestedRows.Setting,
    ];

    /// <inheritdoc/>
    public override CheckChoice Choose(CheckContext context)
    {
        if (context.Model is null)
        {
            return CheckChoice.Nothing(CheckChoice.NeedsModel);
        }

        var guessed = ProtectedNames.Irrelevant(context.Predictions.Data);
        var settings = CheckSettings.None(Name).With("orders", orders).With("columns", guessed);
        var texts = DoseCurves.Fitting(context, settings).Select(p => p.Name).Where(textual.Contains).ToArray();
        var reason = guessed.Count > 0
            ? $"The names of {string.Join(", ", guessed)} suggest what an answer should not depend on; confirm or correct them."
            : "No column's name suggests what an answer should not depend on; name such columns if there are any.";
        return CheckChoice.One(settings.With("perturbations", texts), reason);
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<CheckResult> Look(CheckContext context, CheckSettings settings)
    {
        var trial = new InvarianceTrial(context, settings);
        var data = context.Predictions.Data;
        var told = settings.Values.ContainsKey("columns");
        var columns = told ? settings.Texts("columns") : ProtectedNames.Irrelevant(data);
        var perturbations = settings.Values.ContainsKey("perturbations") ? settings.Texts("perturbations") : textual;
        CheckResult[] results =
        [
            .. columns.Select(c => trial.Swapped(SuiteNames.Column(data, Name, c), told)),
            .. SuiteMap.Of(settings, "swaps").Select(trial.Exchanged),
            .. perturbations.Select(p => (Perturbation: PerturbationCheck.Find(Name, p), Told: settings.Values.ContainsKey("perturbations"))).Select(p => trial.Perturbed(p.Perturbation, p.Told)).OfType<CheckResult>(),
            .. SuiteMap.Of(settings, "units").Select(trial.InOtherUnit),
            .. Orders(settings).Select(trial.Reordered),
        ];
        return results.Length > 0 ? results : [CheckResult.Nothing(Name, "The settings name nothing that ought not to matter.")];
    }

    private IEnumerable<string> Orders(CheckSettings settings)
    {
        var told = settings.Values.ContainsKey("orders") ? settings.Texts("orders").SelectMany(t => t.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).ToArray() : orders;
        var unknown = told.FirstOrDefault(o => o != "none" && !orders.Contains(o));
        return unknown is null
            ? told.Where(o => o != "none")
            : throw new AssayException("suite.setting-wrong", $"{settings.At("orders")}Setting \"orders\" of check {Name} must be row-order, column-order or none; found \"{unknown}\".{Spelling.DidYouMean(unknown, orders)}");
    }
}

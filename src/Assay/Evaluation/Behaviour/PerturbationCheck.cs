using System.Globalization;
using Assay.Data;
using Assay.Evaluation.Checks;
using Assay.Evaluation.Perturbations;
using Assay.Evaluation.Report;

namespace Assay.Evaluation.Behaviour;

/// <summary>What damaged rows cost: the main metric over the dose of every perturbation, against the same rows undamaged.</summary>
/// <remarks>
/// The loss is that of the main metric on the same rows, damaged less undamaged, with a paired bootstrap interval; for metrics in the
/// target's or nature's own unit (losses) it is relative. One dose is judged, all are shown, with the dose at which the loss passes the limit.
/// </remarks>
[Named("perturbation")]
internal sealed class PerturbationCheck : Check
{
    private const int MostExamples = 3;

    /// <inheritdoc/>
    public override string Title => "What damaged rows cost";

    /// <inheritdoc/>
    public override IReadOnlyList<CheckSetting> Settings { get; } =
    [
        new("perturbations", "names of perturbations", ""),
        new("columns", "columns that may be damaged", ""),
        new("doses", "doses to try, above 0, in the perturbation's own unit; its own when not set", ""),
        new("dose", "the dose that must be endured; the second of its doses when not set", ""),
        new("limit", "the loss of the main metric that is accepted at that dose: absolute for metrics of which more is better, a share of the undamaged loss for the others", ""),
        new("image-columns", "what the names of the pixel columns begin with", ""),
        new("image-width", "pixels across, for images that are not square", ""),
        TestedRows.Setting,
        PredictionChange.Setting,
    ];

    /// <inheritdoc/>
    public override CheckChoice Choose(CheckContext context)
    {
        if (context.Model is null)
        {
            return CheckChoice.Nothing(CheckChoice.NeedsModel);
        }

        var settings = CheckSettings.None(Name);
        var fitting = DoseCurves.Fitting(context, settings).Select(p => p.Name).ToArray();
        return fitting.Length == 0
            ? CheckChoice.Unasked("No column can be damaged by any perturbation.")
            : CheckChoice.One(settings.With("perturbations", fitting), $"{fitting.Length} perturbations fit the kinds of the columns.");
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<CheckResult> Look(CheckContext context, CheckSettings settings)
    {
        var named = settings.Texts("perturbations").Select(name => Find(Name, name)).ToArray();
        var refused = named.Select(p => (Perturbation: p, Reason: DoseCurves.Refusal(context, settings, p))).Where(p => p.Reason is not null)
            .Select(p => CheckResult.Nothing(Name, $"Nothing to damage: {p.Reason}.", p.Perturbation.Title)).ToArray();
        Perturbation[] chosen = named.Length > 0 ? [.. named.Where(p => DoseCurves.Refusal(context, settings, p) is null)] : [.. DoseCurves.Fitting(context, settings)];
        var rows = TestedRows.Draw(context, settings, row => !double.IsNaN(context.Predictions.Data.Target.Span[row]));
        if (chosen.Length == 0 || rows.Count == 0)
        {
            return refused.Length > 0 ? refused : [CheckResult.Nothing(Name, "There is nothing to damage.")];
        }

        var measured = new DoseCurves(rows, settings);
        var curves = measured.Measure(chosen);
        var change = new PredictionChange(context.Predictions, settings);
        var correction = curves.Count > 1 ? $"{curves.Count} perturbations judged, each by its own interval" : "";
        return [.. curves.Select(c => Result(c, measured, (rows, change)) with { Correction = correction }), .. refused];
    }

    /// <summary>The perturbation that a check's settings name.</summary>
    /// <exception cref="AssayException"><c>suite.perturbation-unknown</c>, with the nearest name.</exception>
    internal static Perturbation Find(string check, string name) => Catalogue<Perturbation>.All.FirstOrDefault(p => p.Name == name) ?? throw new AssayException(
        "suite.perturbation-unknown",
        $"Check {check} names \"{name}\", which is no perturbation.{Spelling.DidYouMean(name, Catalogue<Perturbation>.All.Select(p => p.Name))} Known: {string.Join(", ", Catalogue<Perturbation>.All.Select(p => p.Name))}.");

    private CheckResult Result(DoseCurve curve, DoseCurves measured, (TestedRows Rows, PredictionChange Change) on)
    {
        var ((rows, change), judged) = (on, curve.Judged);
        var damaged = measured.Damaged(curve.Perturbation, judged.Dose);
        var (subject, changed) = ($"{curve.Perturbation.Title}, {curve.Perturbation.Dosed(judged.Dose)}", Shrinking.ChangedRows(rows.Data, damaged));
        if (changed == 0)
        {
            // Nothing lost because nothing was damaged is no pass.
            return CheckResult.Nothing(Name, "At this dose none of the rows has anything that it would change.", subject);
        }

        var status = CheckResult.AtMost(judged.Loss, curve.Limit);
        return new CheckResult
        {
            Check = Name,
            Subject = subject,
            Status = status,
            Sentence = Sentence(curve),
            Measure = curve.Measure,
            Effect = judged.Loss,
            Limit = curve.Limit,
            Rows = rows.Count,
            Method = $"{rows.Drawn}, {Figures.Count(changed)} of them changed; the same rows damaged and undamaged; perturbation {curve.Perturbation.Name}",
            Examples = status is CheckStatus.Failed or CheckStatus.CannotTell ? Examples((judged.After, damaged), rows, change) : [],
            Curves = [new CheckCurve(curve.Perturbation.Title, curve.Perturbation.DoseUnit, curve.Measure, [new CheckSeries("", [.. curve.Points])])],
            Table = new(["dose", "metric", "loss"], [.. curve.Doses.Select(d => (IReadOnlyList<string>)[curve.Perturbation.Dosed(d.Dose), Figures.Number(d.Metric), curve.Relative ? Figures.ShareInWords(d.Loss) : Figures.Of(d.Loss)])]),
        };
    }

    private static string Sentence(DoseCurve curve)
    {
        var judged = curve.Judged;
        if (double.IsNaN(judged.Loss.Value))
        {
            return $"The loss is undefined: {judged.Loss.Undefined}.";
        }

        var (loss, limit) = curve.Relative ? (Figures.ShareInWords(judged.Loss), $"{Figures.Given(100 * curve.Limit)} %") : (Figures.InWords(judged.Loss), Figures.Given(curve.Limit));
        var tipping = curve.Tipping is { } dose
            ? $"the limit is passed at about {curve.Perturbation.Dosed(double.Parse(Figures.Significant(dose, 2), CultureInfo.InvariantCulture))}"
            : $"no dose up to {curve.Perturbation.Dosed(curve.Doses[^1].Dose)} passes the limit";
        return $"The {curve.Measure} is {loss} at {curve.Perturbation.Dosed(judged.Dose)}, and {limit} is accepted; {tipping}.";
    }

    private static IReadOnlyList<CounterExample> Examples((double[] After, Dataset Rows) damaged, TestedRows rows, PredictionChange change)
    {
        int[] picks =
        [
            .. Enumerable.Range(0, rows.Count).Where(r => change.Breaks(rows.Of(rows.Before, r), rows.Of(damaged.After, r)))
                .OrderByDescending(r => PredictionChange.Size(rows.Of(rows.Before, r), rows.Of(damaged.After, r))).ThenBy(r => r).Take(MostExamples),
        ];
        var shrunk = Shrinking.FewestColumns(rows, damaged.Rows, picks, (row, after) => change.Breaks(rows.Of(rows.Before, row), after));
        return [.. picks.Zip(shrunk, (row, small) => change.Example(rows.Id(row), Shrinking.Differences(rows.Data.Taking([row]), small.Row, 0), rows.Of(rows.Before, row), small.After))];
    }
}

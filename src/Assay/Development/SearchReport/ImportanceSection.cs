using Assay.Evaluation.Report;
using Assay.Tuning.Sensitivity;

namespace Assay.Development.SearchReport;

/// <summary>Which parameters make the difference, by three methods, with intervals.</summary>
internal static class ImportanceSection
{
    private const int MostRows = 12;

    private static readonly Look look = new("", "phase-2", MarkerShape.Circle);

    /// <summary>The section; it says so when there are too few trials.</summary>
    public static Html Render(StudyFacts facts, Limits limits)
    {
        if (facts.Ranked.Count == 0)
        {
            return PagePieces.Section("importance", "Importance", Html.Empty, Html.Of($"<p class=\"muted\">Fewer than ten trials have finished: too few to tell.</p>"));
        }

        var figure = new ChartFigure("importance-chart", "Importance", string.Join("; ", facts.Ranked.Take(MostRows).Select(i => $"{i.Parameter} {Figures.Of(i.Share)}")))
        {
            Caption = Html.Text("fANOVA: the share of the variance over the whole space that each parameter makes by itself; 90 % intervals over trials drawn again."),
        };
        var chart = IntervalRows.Draw(figure, "share of variance", [.. facts.Ranked.Take(MostRows).Select(i => new IntervalRow(PageText.Short(i.Parameter), i.Share, look))]);
        var head = Html.Of($"<th scope=\"col\">Parameter</th>{facts.Importances.Select(m => Html.Of($"<th scope=\"col\" class=\"number\">{m.Method}</th>"))}");
        var rows = facts.Ranked.Select(i => Html.Of($"<tr><th scope=\"row\">{limits.Name(i.Parameter)}</th>{facts.Importances.Select(m => Cell(m.Importances, i.Parameter))}</tr>"));
        return PagePieces.Section("importance", "What matters", limits.Sentence(ImportanceMethod.Sentence(facts.Ranked)), Html.Of(
            $"{chart}{PagePieces.Table("Importance by method", head, rows)}<p class=\"muted\">ped-anova asks what it takes to be among the best tenth; sobol counts what a parameter does together with others too, so its shares may sum to more than 1.</p>"));
    }

    private static Html Cell(IReadOnlyList<Importance> importances, string parameter) =>
        importances.FirstOrDefault(i => i.Parameter == parameter) is { } found ? Html.Of($"<td class=\"number\">{Figures.Of(found.Share)}</td>") : Html.Of($"<td></td>");
}

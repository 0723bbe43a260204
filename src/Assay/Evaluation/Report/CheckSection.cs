using Assay.Evaluation.Checks;

namespace Assay.Evaluation.Report;

/// <summary>One check on the page: every result with its status, effect and limit, then curves, counter-examples and tables.</summary>
internal static class CheckSection
{
    private const int MostExamples = 5;

    /// <summary>The section.</summary>
    /// <param name="results">All of one check.</param>
    /// <param name="limits">How much is shown.</param>
    public static Html Render(IReadOnlyList<CheckResult> results, Limits limits)
    {
        var check = Catalogue<Check>.Find(results[0].Check);
        var id = "check-" + check.Name;
        var ordered = results.OrderBy(r => CheckResult.Rank(r.Status)).ToList();
        var table = PagePieces.Stack(
            check.Title,
            Html.Of($"<th scope=\"col\">Status</th><th scope=\"col\">Subject</th><th scope=\"col\" class=\"number\">Effect</th><th scope=\"col\" class=\"number\">Limit</th><th scope=\"col\">Finding</th>"),
            limits.Shown(ordered).Select(r => Row(r, limits)));
        var details = limits.Shown(ordered).Select((r, i) => Details(r, $"{id}-{i}", limits));
        return PagePieces.Section(id, check.Title, Html.Empty, Html.Of($"{table}{limits.Rest(ordered.Count, "results")}{details}"));
    }

    private static Html Row(CheckResult result, Limits limits) => Html.Of($"""
        <tr><td data-label="Status">{Badge(result.Status)}</td><th scope="row">{limits.Name(result.Subject)}<span class="second muted">{(result.Rows > 0 ? $"{Figures.Count(result.Rows)} rows" : "")}</span></th>
        <td class="number" data-label="Effect">{(result.Effect is null ? "" : Figures.Of(result.Effect))}<span class="second muted wraps">{result.Measure}</span></td><td class="number" data-label="Limit">{(double.IsNaN(result.Limit) ? "" : Figures.Given(result.Limit))}</td>
        <td class="finding" data-label="Finding">{limits.Sentence(result.Sentence)}<span class="second muted">{limits.Sentence(string.Join("; ", new[] { result.Method, result.Correction }.Where(t => t.Length > 0)))}</span></td></tr>
        """);

    private static Html Badge(CheckStatus status) => status switch
    {
        CheckStatus.Passed => PagePieces.Badge("good", "✓", "passed"),
        CheckStatus.Failed => PagePieces.Badge("bad", "×", "failed"),
        CheckStatus.CannotTell => PagePieces.Badge("warn", "?", "cannot tell"),
        _ => PagePieces.Badge("plain", "–", "not applicable"),
    };

    private static Html Details(CheckResult result, string id, Limits limits)
    {
        if (result.Curves.Count == 0 && result.Examples.Count == 0 && result.Table is null)
        {
            return Html.Empty;
        }

        var curves = result.Curves.Select((curve, i) => CurveChart.Draw(curve, $"{id}-{i}"));
        var examples = result.Examples.Count == 0 ? Html.Empty : PagePieces.Table(
            "Counter-examples",
            Html.Of($"<th scope=\"col\">Row</th><th scope=\"col\">Change</th><th scope=\"col\">Before</th><th scope=\"col\">After</th>"),
            result.Examples.Take(MostExamples).Select(e => Html.Of(
                $"<tr><th scope=\"row\">{limits.Name(e.Row)}</th><td>{limits.Sentence(string.Join(", ", e.Changes.Select(c => $"{c.Column}: {c.From ?? "missing"} → {c.To ?? "missing"}")))}</td><td>{limits.Sentence(e.Before)}</td><td>{limits.Sentence(e.After)}</td></tr>")));
        var table = result.Table is null ? Html.Empty : PagePieces.Table(
            "Figures",
            Html.Of($"{result.Table.Headings.Select(h => Html.Of($"<th scope=\"col\">{h}</th>"))}"),
            limits.Shown(result.Table.Rows).Select(row => Html.Of($"<tr>{row.Select(cell => Html.Of($"<td>{limits.Sentence(cell)}</td>"))}</tr>")));
        return PagePieces.Fold($"{PageText.Short(result.Subject, 80)}: evidence", Html.Of($"{curves}{examples}{table}"));
    }
}

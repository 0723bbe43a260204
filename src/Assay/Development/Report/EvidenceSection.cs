using Assay.Data;
using Assay.Evaluation.Report;

namespace Assay.Development.Report;

/// <summary>Whether the score can be believed: how rows were split and why, what a random split would have claimed, and what leaks.</summary>
internal static class EvidenceSection
{
    /// <summary>The section.</summary>
    public static Html Render(ReportContext context) => PagePieces.Section(
        "evidence",
        "Can the score be believed?",
        Html.Empty,
        Html.Of($"{Split(context)}{Leaks(context)}"));

    private static Html Split(ReportContext context)
    {
        var split = context.Outcome.Split;
        var kind = split.Kind switch
        {
            SplitKind.Grouped => "whole groups",
            SplitKind.Time => "in time order",
            _ => "at random, stratified",
        };
        var by = split.By is null ? Html.Empty : Html.Of($", by {context.Limits.Name(split.By)}");
        return Html.Of($"""
            <h3>Split: {kind}{by}</h3>
            <p>{Figures.Count(split.DevelopmentRows)} rows to develop on in {Spelled.FoldsOf(split)}, {Figures.Count(split.TestRows)} rows locked away and scored once.</p>
            {Sentences(context, split.Evidence)}
            {Optimism(context.Outcome)}
            """);
    }

    private static Html Optimism(Outcome outcome)
    {
        var split = outcome.Split;
        if (Spelled.Optimism(outcome) is not { } sentence || split.HonestScore is not { } honest || split.RandomScore is not { } random)
        {
            return Html.Empty;
        }

        var figure = new ChartFigure("optimism", "Honest and random split", $"The same quick model: honest split {Figures.Of(honest)}, random split {Figures.Of(random)}. {sentence}")
        {
            Caption = Html.Of($"{sentence} Both scores are of the same quick model."),
        };
        return IntervalRows.Draw(
            figure,
            $"{outcome.Metric}, {(outcome.LargerIsBetter ? "larger is better" : "smaller is better")}",
            [
                new("Honest split", honest, PhaseLook.Of("simple")),
                new("Random split", random, new Look("", "warn-mark", MarkerShape.Cross)),
            ]);
    }

    private static Html Leaks(ReportContext context)
    {
        var leaks = context.Outcome.Leaks;
        if (leaks.Count == 0)
        {
            return Html.Of($"<h3>Leaks</h3><p>{PagePieces.Badge("good", "✓", "none found")} No check saw a sign that a column or a row gives the answer away.</p>");
        }

        var certain = leaks.Count(l => l.Certainty == LeakCertainty.Certain);
        var dropped = leaks.Count(l => l.Dropped);
        var rows = context.Limits.Shown(leaks).Select(l => Html.Of($"""
            <tr><th scope="row">{(l.Column.Length == 0 ? Html.Text("rows") : context.Limits.Name(l.Column))}</th>
            <td data-label="Certainty">{(l.Certainty == LeakCertainty.Certain ? PagePieces.Badge("bad", "✕", "certain") : PagePieces.Badge("warn", "?", "suspected"))}</td>
            <td data-label="Check">{l.Kind}</td><td class="text" data-label="Evidence">{context.Limits.Sentence(l.Evidence)}</td><td class="text" data-label="Remedy">{context.Limits.Sentence(l.Remedy)}</td>
            <td data-label="In this run">{(l.Dropped ? "left out" : "kept")}</td></tr>
            """));
        return Html.Of($"""
            <h3>Leaks</h3>
            <p>{Figures.Count(certain)} certain, {Figures.Count(leaks.Count - certain)} suspected; {(dropped == 0 ? "no column was left out because of them." : $"what {dropped} of them name was left out of this run.")}</p>
            {PagePieces.Stack("Leak findings", Html.Of($"<th scope=\"col\">Column</th><th scope=\"col\">Certainty</th><th scope=\"col\">Check</th><th scope=\"col\">Evidence</th><th scope=\"col\">Remedy</th><th scope=\"col\">In this run</th>"), rows)}
            {context.Limits.Rest(leaks.Count, "findings")}
            """);
    }

    private static Html Sentences(ReportContext context, IReadOnlyList<string> sentences) => sentences.Count == 0
        ? Html.Empty
        : Html.Of($"<ul class=\"sentences\">{context.Limits.Shown(sentences).Select(s => Html.Of($"<li>{context.Limits.Sentence(s)}</li>"))}</ul>");
}

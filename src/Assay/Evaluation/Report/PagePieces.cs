namespace Assay.Evaluation.Report;

/// <summary>The shared pieces of markup that every section of every report is made of.</summary>
internal static class PagePieces
{
    /// <summary>One section of the page.</summary>
    public static Html Section(string id, string title, Html lead, Html body) => Html.Of($"""
        <section id="{id}" aria-labelledby="{id}-h">
        <h2 id="{id}-h">{title}</h2>
        {(lead.IsEmpty ? Html.Empty : Html.Of($"<p class=\"lead\">{lead}</p>"))}
        {body}
        </section>
        """);

    /// <summary>A table in a box of its own that scrolls by finger, wheel or arrow keys when the window is narrow.</summary>
    public static Html Table(string label, Html head, IEnumerable<Html> rows) => Table(label, head, rows, "scroll");

    /// <summary>A table whose rows become cards on a phone: every cell with a <c>data-label</c> is shown below that label.</summary>
    public static Html Stack(string label, Html head, IEnumerable<Html> rows) => Table(label, head, rows, "scroll stack");

    /// <summary>Details that open on demand.</summary>
    public static Html Fold(string summary, Html body) =>
        Html.Of($"<details><summary>{summary}</summary>{body}</details>");

    /// <summary>A small label with a sign of its own, so that its colour is not needed to understand it.</summary>
    public static Html Badge(string look, string sign, string text) =>
        Html.Of($"<span class=\"badge {look}\"><span aria-hidden=\"true\">{sign}</span> {text}</span>");

    /// <summary>A figure with its caption above it.</summary>
    public static Html Fact(string caption, Html figure, Html below) => Html.Of(
        $"<div class=\"fact\"><dt>{caption}</dt><dd><span class=\"figure\">{figure}</span>{(below.IsEmpty ? Html.Empty : Html.Of($"<span class=\"below\">{below}</span>"))}</dd></div>");

    private static Html Table(string label, Html head, IEnumerable<Html> rows, string look) => Html.Of($"""
        <div class="{look}" role="region" aria-label="{label}" tabindex="0"><table>
        <thead><tr>{head}</tr></thead>
        <tbody>{rows}</tbody>
        </table></div>
        """);
}

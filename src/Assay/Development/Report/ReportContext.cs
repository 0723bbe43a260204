namespace Assay.Development.Report;

/// <summary>What every section of the report gets: the outcome, how much to show, and the shared pieces of markup.</summary>
/// <param name="Outcome">What was found.</param>
/// <param name="Limits">How much of long lists is shown.</param>
internal sealed record ReportContext(Outcome Outcome, Limits Limits)
{
    /// <summary>Every candidate with its phase, in the order tried.</summary>
    public IReadOnlyList<(PhaseResult Phase, CandidateResult Candidate)> Candidates { get; } =
        [.. Outcome.Phases.SelectMany(p => p.Candidates.Select(c => (p, c)))];

    /// <summary>The candidate of that name with its phase, or null.</summary>
    public (PhaseResult Phase, CandidateResult Candidate)? Find(string name)
    {
        foreach (var pair in Candidates)
        {
            if (pair.Candidate.Name == name)
            {
                return pair;
            }
        }

        return null;
    }

    /// <summary>Text someone else wrote, cut to what fits, with the whole of it on hovering.</summary>
    public Html Name(string text)
    {
        var shown = Cut(text, Math.Min(Limits.Letters, 90));
        return shown == text
            ? Html.Of($"<span class=\"name\">{text}</span>")
            : Html.Of($"<span class=\"name\" title=\"{Cut(text, Limits.Letters)}\">{shown}</span>");
    }

    /// <summary>A sentence, cut to what fits.</summary>
    public Html Sentence(string? text) => Html.Text(Cut(text ?? "", Limits.Letters * 2));

    /// <summary>The name cut for a line of a chart.</summary>
    public static string Short(string text, int letters = 28) => Cut(text, letters);

    /// <summary>The first of the items, as many as the limits allow.</summary>
    public IReadOnlyList<T> Shown<T>(IReadOnlyList<T> items) => items.Count <= Limits.Rows ? items : [.. items.Take(Limits.Rows)];

    /// <summary>"... and 12 more" when not all items are shown.</summary>
    public Html Rest(int count, string what) => count <= Limits.Rows
        ? Html.Empty
        : Html.Of($"<p class=\"muted\">{Figures.Count(count - Limits.Rows)} more {what} are in the JSON document of this run.</p>");

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

    /// <summary>The phase as a coloured sign and its name.</summary>
    public static Html PhaseChip(string phase)
    {
        var look = PhaseLook.Of(phase);
        return Html.Of($"<span class=\"chip {look.Class}\">{Marker.Inline(look.Shape, look.Class)} {look.Title}</span>");
    }

    /// <summary>A figure with its caption above it.</summary>
    public static Html Fact(string caption, Html figure, Html below) => Html.Of(
        $"<div class=\"fact\"><dt>{caption}</dt><dd><span class=\"figure\">{figure}</span>{(below.IsEmpty ? Html.Empty : Html.Of($"<span class=\"below\">{below}</span>"))}</dd></div>");

    private static Html Table(string label, Html head, IEnumerable<Html> rows, string look) => Html.Of($"""
        <div class="{look}" role="region" aria-label="{label}" tabindex="0"><table>
        <thead><tr>{head}</tr></thead>
        <tbody>{rows}</tbody>
        </table></div>
        """);

    private static string Cut(string text, int letters)
    {
        if (text.Length <= letters)
        {
            return text;
        }

        var end = char.IsHighSurrogate(text[letters - 2]) ? letters - 2 : letters - 1;
        return text[..end].TrimEnd() + "…";
    }
}

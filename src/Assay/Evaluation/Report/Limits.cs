namespace Assay.Evaluation.Report;

/// <summary>How much of a long list or text the page shows, so that it stays small whatever the data.</summary>
/// <param name="Rows">Rows of a table.</param>
/// <param name="Letters">Letters of one text.</param>
internal sealed record Limits(int Rows, int Letters)
{
    /// <summary>From generous to tight: the first that fits the size cap is used.</summary>
    public static IReadOnlyList<Limits> Steps { get; } = [new(1000, 400), new(400, 240), new(150, 160), new(50, 80), new(20, 40)];

    /// <summary>Text someone else wrote, cut to what fits, with the whole of it on hovering.</summary>
    public Html Name(string text)
    {
        var shown = PageText.Short(text, Math.Min(Letters, 90));
        return shown == text
            ? Html.Of($"<span class=\"name\">{text}</span>")
            : Html.Of($"<span class=\"name\" title=\"{PageText.Short(text, Letters)}\">{shown}</span>");
    }

    /// <summary>A sentence, cut to what fits.</summary>
    public Html Sentence(string? text) => Html.Text(PageText.Short(text ?? "", Letters * 2));

    /// <summary>The first of the items, as many as the limits allow.</summary>
    public IReadOnlyList<T> Shown<T>(IReadOnlyList<T> items) => items.Count <= Rows ? items : [.. items.Take(Rows)];

    /// <summary>"... and 12 more" when not all items are shown.</summary>
    public Html Rest(int count, string what) => count <= Rows
        ? Html.Empty
        : Html.Of($"<p class=\"muted\">{Figures.Count(count - Rows)} more {what} are in the JSON document of this run.</p>");
}

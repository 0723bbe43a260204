using System.Text;

namespace Assay.Evaluation.Report;

/// <summary>A piece of markup that is safe to put on a page: the only way to make one from text is to escape the text.</summary>
/// <remarks>Written as <c>Html.Of($"&lt;p&gt;{text}&lt;/p&gt;")</c>: the literal part is markup, every hole is escaped unless it is markup itself.</remarks>
internal readonly struct Html
{
    private readonly string? markup;

    private Html(string markup) => this.markup = markup;

    /// <summary>Nothing.</summary>
    public static Html Empty => default;

    /// <summary>Whether there is nothing to see.</summary>
    public bool IsEmpty => string.IsNullOrEmpty(markup);

    /// <summary>Markup from an interpolated string.</summary>
    public static Html Of(HtmlTemplate template) => new(template.Finish());

    /// <summary>Text as it is, with nothing in it understood as markup.</summary>
    public static Html Text(string? text)
    {
        var escaped = new StringBuilder();
        Escape(text, escaped);
        return new(escaped.ToString());
    }

    /// <summary>The pieces one after another.</summary>
    public static Html Join(IEnumerable<Html> pieces) => new(string.Concat(pieces.Select(p => p.markup)));

    /// <summary>Text of our own that is already markup, such as the style sheet. Never for anything a user wrote.</summary>
    public static Html Trusted(string markup) => new(markup);

    /// <inheritdoc/>
    public override string ToString() => markup ?? "";

    /// <summary>Appends text so that HTML and XML both read it back as that text, in elements and in quoted attributes.</summary>
    /// <remarks>What no document may hold (control characters, lone surrogates) and what could turn the direction of the line
    /// (bidirectional overrides) becomes U+FFFD.</remarks>
    internal static void Escape(string? text, StringBuilder into)
    {
        foreach (var rune in (text ?? "").EnumerateRunes())
        {
            switch (rune.Value)
            {
                case '&': into.Append("&amp;"); break;
                case '<': into.Append("&lt;"); break;
                case '>': into.Append("&gt;"); break;
                case '"': into.Append("&quot;"); break;
                case '\'': into.Append("&#39;"); break;
                case '\n' or '\r' or '\t': into.Append(' '); break;
                case < 0x20 or (>= 0x7F and < 0xA0) or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) or 0xFFFE or 0xFFFF: into.Append('\uFFFD'); break;
                default: into.Append(rune.ToString()); break;
            }
        }
    }
}

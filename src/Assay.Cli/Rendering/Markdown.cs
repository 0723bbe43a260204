using System.Text;

namespace Assay.Cli.Rendering;

/// <summary>Tables and escaped text of Markdown (GitHub's).</summary>
internal static class Markdown
{
    /// <summary>A table and the blank line after it; the cells are Markdown already.</summary>
    public static void Table(StringBuilder page, IReadOnlyList<string> headings, IEnumerable<string[]> rows)
    {
        page.Append($"| {string.Join(" | ", headings)} |\n|{string.Concat(headings.Select(_ => " --- |"))}\n");
        foreach (var row in rows)
        {
            page.Append($"| {string.Join(" | ", row)} |\n");
        }

        page.Append('\n');
    }

    /// <summary>Text of anybody as it is: nothing in it acts.</summary>
    // Every sign Markdown or HTML could act on; a backslash before punctuation is always the sign itself (CommonMark 0.31, 2.4).
    public static string Text(string text)
    {
        var escaped = new StringBuilder();
        foreach (var letter in PlainText.Of(text))
        {
            escaped.Append(letter switch
            {
                '<' => "&lt;",
                '>' => "&gt;",
                '&' => "&amp;",
                '@' => "&#64;",
                '|' or '*' or '_' or '`' or '[' or ']' or '\\' or '~' or '#' or '!' or '$' => $"\\{letter}",
                _ => letter.ToString(),
            });
        }

        return escaped.ToString().Replace("://", ":&#47;/", StringComparison.Ordinal).Replace("www.", "www&#46;", StringComparison.OrdinalIgnoreCase);
    }
}

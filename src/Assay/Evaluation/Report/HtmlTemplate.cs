using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Assay.Evaluation.Report;

/// <summary>Lets the compiler turn <c>$"..."</c> into markup: literals pass, text in the holes is escaped.</summary>
[InterpolatedStringHandler]
internal readonly ref struct HtmlTemplate
{
    private readonly StringBuilder markup;

    /// <summary>Called by the compiler.</summary>
    public HtmlTemplate(int literalLength, int holes) => markup = new StringBuilder(literalLength + (holes * 16));

    /// <summary>The template's own markup.</summary>
    public void AppendLiteral(string literal) => markup.Append(literal);

    /// <summary>Text, escaped.</summary>
    public void AppendFormatted(string? text) => Html.Escape(text, markup);

    /// <summary>Markup, as it is.</summary>
    public void AppendFormatted(Html html) => markup.Append(html.ToString());

    /// <summary>Pieces of markup, one after another.</summary>
    public void AppendFormatted(IEnumerable<Html> pieces)
    {
        foreach (var piece in pieces)
        {
            markup.Append(piece.ToString());
        }
    }

    /// <summary>A whole number.</summary>
    public void AppendFormatted(int number) => markup.Append(number.ToString(CultureInfo.InvariantCulture));

    /// <summary>A coordinate in pixels, to a tenth.</summary>
    public void AppendFormatted(double coordinate) => markup.Append(Math.Round(coordinate, 1).ToString("0.#", CultureInfo.InvariantCulture));

    /// <summary>The markup so far.</summary>
    internal string Finish() => markup.ToString();
}

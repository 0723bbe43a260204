using System.Globalization;

namespace Assay.Tracking;

/// <summary>Reads a recorded text as a number, the same with every database: digits, a point, an exponent; no blanks, no words.</summary>
internal static class PlainNumber
{
    private const NumberStyles Styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    /// <summary>The number, or null when the text is none or no finite one.</summary>
    internal static double? Read(string? text) =>
        text is { Length: > 0 } && (char.IsAsciiDigit(text[^1]) || text[^1] == '.')
        && double.TryParse(text, Styles, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : null;
}

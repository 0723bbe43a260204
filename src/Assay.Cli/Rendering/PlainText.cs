using System.Text;

namespace Assay.Cli.Rendering;

/// <summary>Makes text from data safe for terminals and logs.</summary>
internal static class PlainText
{
    /// <summary>The text on one line, without control characters (an escape sequence in a column name must not colour, move or clear
    /// anything) and without signs that turn the direction of the line; cut to so many letters.</summary>
    public static string Of(string? text, int letters = 400)
    {
        var clean = new StringBuilder();
        foreach (var rune in (text ?? "").EnumerateRunes())
        {
            var hidden = rune.Value is < 0x20 or (>= 0x7F and < 0xA0) or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) or 0xFFFE or 0xFFFF;
            clean.Append(rune.Value is '\n' or '\r' or '\t' ? " " : hidden ? "\uFFFD" : rune.ToString());
            if (clean.Length > letters)
            {
                return clean.ToString(0, letters - 1).TrimEnd().TrimEnd('\uD800') + "…";
            }
        }

        return clean.ToString();
    }
}

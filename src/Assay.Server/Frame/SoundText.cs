using System.Globalization;
using System.Text.Unicode;

namespace Assay.Server.Frame;

/// <summary>Refuses JSON whose texts hold what is no character: kept, it would come back as something else than was sent.</summary>
internal static class SoundText
{
    private const int Escape = 6;

    /// <summary>Lets a body pass whose bytes are UTF-8 and whose escapes of surrogates come in pairs.</summary>
    /// <exception cref="Refusal">400 otherwise.</exception>
    internal static void Check(ReadOnlySpan<byte> json)
    {
        if (!Utf8.IsValid(json))
        {
            throw Refusal.Invalid("The body of the request is not UTF-8.");
        }

        for (var next = json.IndexOf((byte)'\\'); next >= 0 && next + 1 < json.Length; next = json.IndexOf((byte)'\\'))
        {
            var unit = Unit(json[next..]);
            var paired = unit is >= 0xD800 and <= 0xDBFF && Unit(json[Math.Min(json.Length, next + Escape)..]) is >= 0xDC00 and <= 0xDFFF;
            if (unit is >= 0xD800 and <= 0xDFFF && !paired)
            {
                throw Refusal.Invalid("The body of the request holds half of a character (a surrogate without its other one).");
            }

            // Behind the escape: both of a pair, or the character after the backslash, which may be one itself.
            json = json[Math.Min(json.Length, next + (paired ? 2 * Escape : 2))..];
        }
    }

    // The number of an escape \uXXXX; -1 of anything else.
    private static int Unit(ReadOnlySpan<byte> text) =>
        text.Length >= Escape && text[0] == '\\' && text[1] == 'u' && int.TryParse(text[2..Escape], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit)
            ? unit
            : -1;
}

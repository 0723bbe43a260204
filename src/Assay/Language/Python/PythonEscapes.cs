using System.Globalization;

namespace Assay.Language.Python;

/// <summary>The escapes inside a Python string literal.</summary>
internal static class PythonEscapes
{
    private static readonly Dictionary<string, string> none = [];

    /// <summary>All escapes of a text resolved.</summary>
    public static string Resolve(string text)
    {
        if (!text.Contains('\\'))
        {
            return text;
        }

        var result = new System.Text.StringBuilder();
        for (var at = 0; at < text.Length;)
        {
            if (text[at] != '\\')
            {
                result.Append(text[at++]);
                continue;
            }

            at++;
            result.Append(Read(text, ref at, bytes: false, none));
        }

        return result.ToString();
    }

    /// <summary>What the escape whose backslash is just before <paramref name="at"/> stands for; moves behind it.</summary>
    public static string Read(string text, ref int at, bool bytes, IReadOnlyDictionary<string, string> names)
    {
        if (at >= text.Length)
        {
            throw PythonException.Syntax("unterminated string literal");
        }

        var c = text[at++];
        switch (c)
        {
            case '\n':
                return "";
            case '\r':
                at += at < text.Length && text[at] == '\n' ? 1 : 0;
                return "";
            case '\\' or '\'' or '"':
                return c.ToString();
            case 'a':
                return "\a";
            case 'b':
                return "\b";
            case 'f':
                return "\f";
            case 'n':
                return "\n";
            case 'r':
                return "\r";
            case 't':
                return "\t";
            case 'v':
                return "\v";
            case >= '0' and <= '7':
                return Octal(text, ref at, c);
            case 'x':
                return Hex(text, ref at, 2);
            case 'u' when !bytes:
                return Hex(text, ref at, 4);
            case 'U' when !bytes:
                return Hex(text, ref at, 8);
            case 'N' when !bytes:
                return Named(text, ref at, names);
            default:
                return "\\" + c;
        }
    }

    private static string Octal(string text, ref int at, char first)
    {
        var value = first - '0';
        for (var i = 0; i < 2 && at < text.Length && text[at] is >= '0' and <= '7'; i++)
        {
            value = (value * 8) + text[at++] - '0';
        }

        return ((char)value).ToString();
    }

    private static string Hex(string text, ref int at, int digits)
    {
        if (at + digits > text.Length || !int.TryParse(text.AsSpan(at, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) || value is < 0 or > 0x10ffff)
        {
            throw PythonException.Syntax("(unicode error) truncated escape");
        }

        at += digits;
        return CodePoints.Join([value]);
    }

    private static string Named(string text, ref int at, IReadOnlyDictionary<string, string> names)
    {
        var end = at < text.Length && text[at] == '{' ? text.IndexOf('}', at) : -1;
        if (end < 0 || !names.TryGetValue(text[(at + 1)..end].ToUpperInvariant(), out var value))
        {
            throw PythonException.Syntax("(unicode error) unknown Unicode character name");
        }

        at = end + 1;
        return value;
    }
}

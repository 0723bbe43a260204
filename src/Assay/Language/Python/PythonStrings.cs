using System.Globalization;
using System.Text;

namespace Assay.Language.Python;

/// <summary>What Python's str does, by plain names, for code that ports Python.</summary>
internal static class PythonStrings
{
    /// <summary><c>str.isspace</c> of one UTF-16 unit; every such code point is one unit.</summary>
    public static bool IsSpace(char c) => char.IsWhiteSpace(c) || c is >= '\x1c' and <= '\x1f';

    /// <summary><c>text.strip()</c>, or of the characters given.</summary>
    public static string Strip(string text, string? characters = null) => RightStrip(LeftStrip(text, characters), characters);

    public static string LeftStrip(string text, string? characters = null)
    {
        var from = 0;
        while (from < text.Length && Strips(text, from, characters))
        {
            from++;
        }

        return text[from..];
    }

    public static string RightStrip(string text, string? characters = null)
    {
        var to = text.Length;
        while (to > 0 && Strips(text, to - 1, characters))
        {
            to--;
        }

        return text[..to];
    }

    /// <summary><c>text.split()</c>: on runs of white space, none at the ends.</summary>
    public static List<string> SplitWhite(string text, int most = -1)
    {
        var result = new List<string>();
        var i = 0;
        while (true)
        {
            while (i < text.Length && IsSpace(text[i]))
            {
                i++;
            }

            if (i >= text.Length)
            {
                return result;
            }

            if (most >= 0 && result.Count == most)
            {
                result.Add(RightStrip(text[i..]));
                return result;
            }

            var from = i;
            while (i < text.Length && !IsSpace(text[i]))
            {
                i++;
            }

            result.Add(text[from..i]);
        }
    }

    /// <summary><c>text.split(separator, most)</c>.</summary>
    public static List<string> Split(string text, string separator, int most = -1)
    {
        if (separator.Length == 0)
        {
            throw PythonException.Value("empty separator");
        }

        return [.. most < 0 ? text.Split(separator) : text.Split(separator, most + 1)];
    }

    public static List<string> RightSplit(string text, string separator, int most)
    {
        var parts = new List<string>();
        while (most-- != 0 && text.LastIndexOf(separator, StringComparison.Ordinal) is >= 0 and var at)
        {
            parts.Insert(0, text[(at + separator.Length)..]);
            text = text[..at];
        }

        parts.Insert(0, text);
        return parts;
    }

    /// <summary><c>text.splitlines(keep)</c>.</summary>
    public static List<string> Lines(string text, bool keep = false)
    {
        var result = new List<string>();
        var from = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is not ('\n' or '\r' or '\v' or '\f' or '\x1c' or '\x1d' or '\x1e' or '\x85' or '\u2028' or '\u2029'))
            {
                continue;
            }

            var end = i;
            i += text[i] == '\r' && i + 1 < text.Length && text[i + 1] == '\n' ? 1 : 0;
            result.Add(text[from..(keep ? i + 1 : end)]);
            from = i + 1;
        }

        if (from < text.Length)
        {
            result.Add(text[from..]);
        }

        return result;
    }

    public static bool IsAlpha(int value) => Casing.Category(value) is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter
        or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter;

    /// <summary><c>str.isdecimal</c> of one code point.</summary>
    public static bool IsDecimal(int value) => Casing.Category(value) == UnicodeCategory.DecimalDigitNumber;

    /// <summary><c>str.isdigit</c> of one code point: decimals and such as superscripts.</summary>
    public static bool IsDigit(int value) => value is < 0xd800 or > 0xdfff && CharUnicodeInfo.GetDigitValue(char.ConvertFromUtf32(value), 0) >= 0;

    public static bool IsNumeric(int value) => value is < 0xd800 or > 0xdfff && CharUnicodeInfo.GetNumericValue(char.ConvertFromUtf32(value), 0) != -1;

    public static bool IsAlnum(int value) => IsAlpha(value) || IsNumeric(value);

    /// <summary>Whether a character is in <c>string.punctuation</c>: the marks and symbols of ASCII.</summary>
    public static bool IsPunctuation(char c) => char.IsAscii(c) && (char.IsPunctuation(c) || char.IsSymbol(c));

    /// <summary>The text without what is in <c>string.punctuation</c>.</summary>
    public static string WithoutPunctuation(string text) => string.Concat(text.Where(c => !IsPunctuation(c)));

    /// <summary>Whether there is a code point and the rule holds for all.</summary>
    public static bool All(string text, Func<int, bool> rule) => text.Length > 0 && CodePoints.Values(text).All(rule);

    /// <summary><c>text.replace(old, new, count)</c>.</summary>
    public static string Replace(string text, string old, string replacement, int count = -1)
    {
        if (count < 0 && old.Length > 0)
        {
            return text.Replace(old, replacement, StringComparison.Ordinal);
        }

        if (old.Length == 0)
        {
            var points = CodePoints.Split(text);
            var places = count < 0 ? points.Count + 1 : Math.Min(count, points.Count + 1);
            return string.Concat(points.Select((p, i) => (i < places ? replacement : "") + p)) + (places > points.Count ? replacement : "");
        }

        var result = new StringBuilder();
        var from = 0;
        while (count-- > 0 && text.IndexOf(old, from, StringComparison.Ordinal) is >= 0 and var at)
        {
            result.Append(text, from, at - from).Append(replacement);
            from = at + old.Length;
        }

        return result.Append(text, from, text.Length - from).ToString();
    }

    private static bool Strips(string text, int at, string? characters)
    {
        if (characters is null)
        {
            return IsSpace(text[at]);
        }

        return characters.Contains(text[at], StringComparison.Ordinal);
    }
}

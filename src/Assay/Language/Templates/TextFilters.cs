using System.Text.RegularExpressions;
using Assay.Language.Python;

namespace Assay.Language.Templates;

/// <summary>Jinja2's filters over texts and numbers.</summary>
internal static class TextFilters
{
    public static Dictionary<string, Func<object?, FilterCall, object?>> All() => new()
    {
        ["string"] = (v, _) => Text(v),
        ["upper"] = (v, _) => Casing.Upper(Text(v)),
        ["lower"] = (v, _) => Casing.Lower(Text(v)),
        ["capitalize"] = (v, _) => Casing.Capitalize(Text(v)),
        ["title"] = (v, _) => Title(Text(v)),
        ["trim"] = (v, c) => PythonStrings.Strip(Text(v), c.Get(0, "chars") as string),
        ["replace"] = (v, c) => PythonStrings.Replace(Text(v), c.Text(0, "old", ""), c.Text(1, "new", ""), c.Get(2, "count") is { } count ? PythonOperators.ToIndex(count) : -1),
        ["regex_replace"] = (v, c) => PythonRegex.Substitute(c.Text(0, "pattern", ""), c.Text(1, "repl", ""), v as string ?? throw PythonException.Type("expected string or bytes-like object"), c.Whole(2, "count", 0)),
        ["center"] = (v, c) => PythonMethods.Center(Text(v), c.Whole(0, "width", 80)),
        ["indent"] = (v, c) => Indent(Text(v), c),
        ["truncate"] = (v, c) => Truncate(Text(v), c),
        ["wordwrap"] = (v, c) => WordWrap.Wrap(Text(v), c.Whole(0, "width", 79), c.Truth(1, "break_long_words", true), c.Get(2, "wrapstring") as string ?? "\n"),
        ["wordcount"] = (v, _) => (long)PythonRegex.Compile(@"\w+").Count(Text(v)),
        ["escape"] = (v, _) => Escape(Text(v)),
        ["e"] = (v, _) => Escape(Text(v)),
        ["forceescape"] = (v, _) => Escape(Text(v)),
        ["safe"] = (v, _) => Text(v),
        ["striptags"] = (v, _) => string.Join(' ', PythonStrings.SplitWhite(Regex.Replace(Text(v), "<!--.*?-->|<[^>]*>", "", RegexOptions.Singleline))),
        ["urlencode"] = (v, _) => Uri.EscapeDataString(Text(v)).Replace("%2F", "/", StringComparison.Ordinal),
        ["format"] = (v, c) => PythonFormat.Percent(Text(v), c.Named.Count > 0 ? new PythonDictionary(c.Named) : new PythonTuple(c.Positions)),
        ["tojson"] = (v, c) => JsonText(v, c),
        ["int"] = (v, c) => Whole(v, c),
        ["float"] = (v, c) => Real(v) ?? c.Get(0, "default", 0.0),
        ["abs"] = (v, _) => v is double d ? Math.Abs(d) : PythonOperators.IsNumber(v) ? PythonValues.Whole(System.Numerics.BigInteger.Abs(PythonOperators.ToWhole(v))) : throw PythonException.Type($"bad operand type for abs(): '{PythonValues.TypeName(v)}'"),
        ["round"] = (v, c) => Round(v, c.Whole(0, "precision", 0), c.Text(1, "method", "common")),
        ["default"] = Default,
        ["d"] = Default,
    };

    private static string Text(object? value) => TemplateFunctions.Text(value);

    private static object? Default(object? value, FilterCall call) =>
        value is Undefined || (call.Truth(1, "boolean", false) && !PythonOperators.Truth(value)) ? call.Get(0, "default_value", "") : value;

    private static string Title(string text) => string.Concat(Regex.Split(text, @"([-\s({\[<]+)").Where(p => p.Length > 0).Select(p =>
    {
        var first = CodePoints.Split(p)[0];
        return Casing.Upper(first) + Casing.Lower(p[first.Length..]);
    }));

    private static string Indent(string text, FilterCall call)
    {
        var width = call.Get(0, "width", 4L);
        var space = width as string ?? new string(' ', PythonOperators.ToIndex(width));
        var blank = call.Truth(2, "blank", false);
        text += "\n";
        string made;
        if (blank)
        {
            made = string.Join("\n" + space, PythonStrings.Lines(text));
        }
        else
        {
            var lines = PythonStrings.Lines(text);
            made = lines[0] + (lines.Count > 1 ? "\n" + string.Join('\n', lines.Skip(1).Select(l => l.Length > 0 ? space + l : l)) : "");
        }

        return call.Truth(1, "first", false) ? space + made : made;
    }

    private static string Truncate(string text, FilterCall call)
    {
        var length = call.Whole(0, "length", 255);
        var end = call.Text(2, "end", "...");
        var points = CodePoints.Split(text);
        if (points.Count <= length + call.Whole(3, "leeway", 5))
        {
            return text;
        }

        var cut = string.Concat(points.Take(Math.Max(0, length - CodePoints.Length(end))));
        if (!call.Truth(1, "killwords", false) && cut.LastIndexOf(' ') is >= 0 and var space)
        {
            cut = cut[..space];
        }

        return cut + end;
    }

    private static string Escape(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal).Replace("'", "&#39;", StringComparison.Ordinal).Replace("\"", "&#34;", StringComparison.Ordinal);

    // Jinja2 makes its JSON safe inside HTML.
    private static string JsonText(object? value, FilterCall call) =>
        PythonJson.Dump(Sorted(value), ascii: true, indent: call.Get(0, "indent") is { } indent ? PythonOperators.ToIndex(indent) : null)
            .Replace("<", "\\u003c", StringComparison.Ordinal).Replace(">", "\\u003e", StringComparison.Ordinal)
            .Replace("&", "\\u0026", StringComparison.Ordinal).Replace("'", "\\u0027", StringComparison.Ordinal);

    private static object? Sorted(object? value)
    {
        switch (Undefined.Check(value))
        {
            case PythonDictionary d:
                var keys = d.Keys.ToList();
                PythonMethods.Sort(keys);
                var sorted = new PythonDictionary();
                foreach (var key in keys)
                {
                    sorted[key] = Sorted(d[key]);
                }

                return sorted;
            case List<object?> list:
                return list.Select(Sorted).ToList();
            default:
                return value;
        }
    }

    private static object? Whole(object? value, FilterCall call)
    {
        var otherwise = call.Get(0, "default", 0L);
        switch (value)
        {
            case double d:
                return double.IsFinite(d) ? PythonValues.Whole(new System.Numerics.BigInteger(d)) : otherwise;
            case string text:
                var trimmed = PythonStrings.Strip(text).Replace("_", "", StringComparison.Ordinal);
                var radix = call.Whole(1, "base", 10);
                if (radix != 10)
                {
                    return Based(trimmed, radix) ?? otherwise;
                }

                return System.Numerics.BigInteger.TryParse(Decimals(trimmed), System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture, out var whole)
                    ? PythonValues.Whole(whole)
                    : Real(text) is { } real && double.IsFinite(real) ? PythonValues.Whole(new System.Numerics.BigInteger(real)) : otherwise;
            default:
                return PythonOperators.IsWhole(value) ? PythonValues.Whole(PythonOperators.ToWhole(value)) : otherwise;
        }
    }

    // int() takes the decimal digits of every script.
    private static string Decimals(string text) => string.Concat(CodePoints.Values(text).Select(v =>
        PythonStrings.IsDecimal(v) ? System.Globalization.CharUnicodeInfo.GetDecimalDigitValue(char.ConvertFromUtf32(v), 0).ToString() : CodePoints.Join([v])));

    private static object? Based(string text, int radix)
    {
        var digits = text.TrimStart('+', '-').ToLowerInvariant();
        digits = (radix, digits.Length > 2 ? digits[..2] : "") is (16, "0x") or (8, "0o") or (2, "0b") ? digits[2..] : digits;
        var value = System.Numerics.BigInteger.Zero;
        foreach (var c in digits)
        {
            var digit = char.IsAsciiDigit(c) ? c - '0' : c is >= 'a' and <= 'z' ? c - 'a' + 10 : int.MaxValue;
            if (digit >= radix || radix > 36)
            {
                return null;
            }

            value = (value * radix) + digit;
        }

        return digits.Length == 0 ? null : PythonValues.Whole(text[0] == '-' ? -value : value);
    }

    private static double? Real(object? value)
    {
        switch (value)
        {
            case string text:
                return PythonNumbers.TryFloat(text, out var parsed) ? parsed : null;
            default:
                return PythonOperators.IsNumber(value) ? PythonOperators.ToDouble(value) : null;
        }
    }

    private static object? Round(object? value, int precision, string method)
    {
        if (!PythonOperators.IsNumber(value))
        {
            throw PythonException.Type($"type {PythonValues.TypeName(value)} doesn't define __round__ method");
        }

        if (method == "common")
        {
            return value is double d ? PythonNumbers.Round(d, precision) : value;
        }

        var scale = Math.Pow(10, precision);
        var scaled = PythonOperators.ToDouble(value) * scale;
        return (method == "ceil" ? Math.Ceiling(scaled) : Math.Floor(scaled)) / scale;
    }
}

using System.Globalization;
using System.Numerics;
using System.Text;

namespace Assay.Language.Python;

/// <summary>Python's <c>str</c> and <c>repr</c> of a value, to the letter.</summary>
/// <remarks>Checked against CPython 3.11.</remarks>
internal static class PythonText
{
    /// <summary><c>str(value)</c>.</summary>
    public static string Str(object? value) => value is string text ? text : Repr(value);

    /// <summary><c>repr(value)</c>.</summary>
    public static string Repr(object? value) => value switch
    {
        null => "None",
        bool b => b ? "True" : "False",
        long l => l.ToString(CultureInfo.InvariantCulture),
        int i => i.ToString(CultureInfo.InvariantCulture),
        BigInteger i => i.ToString(CultureInfo.InvariantCulture),
        double d => Float(d),
        Complex c => ComplexText(c),
        string s => Quoted(s),
        List<object?> list => $"[{Joined(list)}]",
        PythonTuple { Items: [var one] } => $"({Repr(one)},)",
        PythonTuple tuple => $"({Joined(tuple.Items)})",
        PythonDictionary d => $"{{{string.Join(", ", d.Pairs.Select(p => $"{Repr(p.Key)}: {Repr(p.Value)}"))}}}",
        PythonSet { Items.Count: 0 } => "set()",
        PythonSet set => $"{{{Joined(set.Items)}}}",
        PythonBytes bytes => Bytes(bytes.Octets),
        PythonRange { Step: 1 } range => $"range({range.Start}, {range.Stop})",
        PythonRange range => $"range({range.Start}, {range.Stop}, {range.Step})",
        PythonFunction function => $"<function {function.Name}>",
        _ => value.ToString() ?? "",
    };

    /// <summary>The shortest digits that read back as the same double, in Python's layout: an exponent below 1e-4 and from 1e16.</summary>
    public static string Float(double value)
    {
        if (double.IsNaN(value))
        {
            return "nan";
        }

        if (double.IsInfinity(value))
        {
            return value > 0 ? "inf" : "-inf";
        }

        if (value == 0)
        {
            return double.IsNegative(value) ? "-0.0" : "0.0";
        }

        var scientific = value.ToString("E16", CultureInfo.InvariantCulture);
        var shortest = value.ToString("R", CultureInfo.InvariantCulture);
        var (digits, exponent) = Digits(shortest);
        var sign = scientific[0] == '-' ? "-" : "";
        if (exponent is < -4 or >= 16)
        {
            var mantissa = digits.Length == 1 ? digits : $"{digits[0]}.{digits[1..]}";
            return $"{sign}{mantissa}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}";
        }

        if (exponent < 0)
        {
            return $"{sign}0.{new string('0', -exponent - 1)}{digits}";
        }

        return digits.Length <= exponent + 1
            ? $"{sign}{digits.PadRight(exponent + 1, '0')}.0"
            : $"{sign}{digits[..(exponent + 1)]}.{digits[(exponent + 1)..]}";
    }

    /// <summary>Whether Python's <c>str.isprintable</c> holds for the code point.</summary>
    public static bool IsPrintable(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
            or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => false,
        UnicodeCategory.SpaceSeparator => rune.Value == ' ',
        _ => true,
    };

    private static (string Digits, int Exponent) Digits(string shortest)
    {
        var text = shortest.TrimStart('-');
        var exponent = 0;
        var e = text.IndexOf('E', StringComparison.Ordinal);
        if (e >= 0)
        {
            exponent = int.Parse(text[(e + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            text = text[..e];
        }

        var point = text.IndexOf('.', StringComparison.Ordinal);
        var whole = point < 0 ? text.Length : point;
        var all = text.Replace(".", "", StringComparison.Ordinal);
        var leading = all.Length - all.TrimStart('0').Length;
        var digits = all.Trim('0');
        return (digits, exponent + whole - leading - 1);
    }

    private static string Joined(IEnumerable<object?> items) => string.Join(", ", items.Select(Repr));

    private static string ComplexText(Complex c)
    {
        string Part(double d) => d == Math.Floor(d) && Math.Abs(d) < 1e16 ? d.ToString("0", CultureInfo.InvariantCulture) : Float(d);
        return c.Real == 0 && !double.IsNegative(c.Real)
            ? $"{Part(c.Imaginary)}j"
            : $"({Part(c.Real)}{(c.Imaginary < 0 || double.IsNegative(c.Imaginary) ? "" : "+")}{Part(c.Imaginary)}j)";
    }

    private static string Quoted(string text)
    {
        var quote = text.Contains('\'') && !text.Contains('"') ? '"' : '\'';
        var result = new StringBuilder(text.Length + 2).Append(quote);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == quote || c == '\\')
            {
                result.Append('\\').Append(c);
            }
            else if (c is >= ' ' and < '\x7f')
            {
                result.Append(c);
            }
            else if (Rune.TryGetRuneAt(text, i, out var rune))
            {
                AppendOther(result, rune);
                i += rune.Utf16SequenceLength - 1;
            }
            else
            {
                result.Append($"\\u{(int)c:x4}");
            }
        }

        return result.Append(quote).ToString();
    }

    private static void AppendOther(StringBuilder result, Rune rune)
    {
        var escape = rune.Value switch
        {
            '\n' => "\\n",
            '\r' => "\\r",
            '\t' => "\\t",
            _ when IsPrintable(rune) => rune.ToString(),
            <= 0xff => $"\\x{rune.Value:x2}",
            <= 0xffff => $"\\u{rune.Value:x4}",
            _ => $"\\U{rune.Value:x8}",
        };
        result.Append(escape);
    }

    private static string Bytes(byte[] octets)
    {
        var quote = octets.Contains((byte)'\'') && !octets.Contains((byte)'"') ? '"' : '\'';
        var result = new StringBuilder("b").Append(quote);
        foreach (var b in octets)
        {
            result.Append(b switch
            {
                (byte)'\n' => "\\n",
                (byte)'\r' => "\\r",
                (byte)'\t' => "\\t",
                (byte)'\\' => "\\\\",
                _ when b == quote => $"\\{quote}",
                >= 32 and < 127 => ((char)b).ToString(),
                _ => $"\\x{b:x2}",
            });
        }

        return result.Append(quote).ToString();
    }
}

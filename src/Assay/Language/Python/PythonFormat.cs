using System.Globalization;
using System.Numerics;
using System.Text;

namespace Assay.Language.Python;

/// <summary>Python's two ways of formatting: <c>'%s' % values</c> and <c>'{}'.format(values)</c>.</summary>
internal static class PythonFormat
{
    /// <summary>The <c>%</c> operator of a text.</summary>
    public static string Percent(string format, object? values)
    {
        var tuple = values is PythonTuple t ? t.Items : [values];
        var next = 0;
        var result = new StringBuilder();
        for (var i = 0; i < format.Length; i++)
        {
            if (format[i] != '%')
            {
                result.Append(format[i]);
                continue;
            }

            var spec = PercentSpec.Read(format, ref i);
            if (spec.Kind == '%')
            {
                result.Append('%');
                continue;
            }

            object? Take() => next < tuple.Count ? tuple[next++] : throw PythonException.Type("not enough arguments for format string");
            var width = spec.Width == "*" ? PythonOperators.ToIndex(Take()) : spec.Width.Length > 0 ? int.Parse(spec.Width) : 0;
            var precision = spec.Precision == "*" ? PythonOperators.ToIndex(Take()) : spec.Precision is { } p ? (p.Length > 0 ? int.Parse(p) : 0) : (int?)null;
            var value = spec.Key is null ? Take() : PythonOperators.Item(values, spec.Key);
            result.Append(PercentOne(spec, value, width, precision));
        }

        return next < tuple.Count && values is not PythonDictionary
            ? throw PythonException.Type("not all arguments converted during string formatting")
            : result.ToString();
    }

    /// <summary><c>str.format</c>.</summary>
    public static string Braces(string format, IReadOnlyList<object?> values, IReadOnlyDictionary<string, object?> named)
    {
        var next = 0;
        return Braces(format, values, named, ref next);
    }

    /// <summary><c>format(value, spec)</c> with the mini-language of Python's numbers and texts.</summary>
    public static string Format(object? value, string spec)
    {
        if (spec.Length == 0)
        {
            return PythonText.Str(value);
        }

        var s = FormatSpec.Read(spec);
        if (value is bool b && s.Kind == '\0')
        {
            return Pad(b ? "True" : "False", s, '<');
        }

        return value switch
        {
            string text => Pad(s.Precision is { } p ? string.Concat(CodePoints.Split(text).Take(p)) : text, s, '<'),
            double d => Pad(Number(d, s), s, '>'),
            _ when PythonOperators.IsWhole(value) && "eEfFgG%".Contains(s.Kind, StringComparison.Ordinal) && s.Kind != '\0' => Pad(Number(PythonOperators.ToDouble(value), s), s, '>'),
            _ when PythonOperators.IsWhole(value) => Pad(Whole(PythonOperators.ToWhole(value), s), s, '>'),
            _ => throw PythonException.Type($"unsupported format string passed to {PythonValues.TypeName(value)}.__format__"),
        };
    }

    /// <summary>A number with so many digits after the point, rounded as C's printf does: the exact binary value, ties to even.</summary>
    public static string Fixed(double value, int digits)
    {
        if (!double.IsFinite(value))
        {
            return PythonText.Float(value);
        }

        var bits = BitConverter.DoubleToInt64Bits(Math.Abs(value));
        var exponent = (int)(bits >> 52);
        BigInteger mantissa = exponent == 0 ? bits : (bits & ((1L << 52) - 1)) | (1L << 52);
        var shift = Math.Max(1, exponent) - 1075;
        var scaled = mantissa * BigInteger.Pow(10, digits);
        if (shift >= 0)
        {
            scaled <<= shift;
        }
        else
        {
            var whole = scaled >> -shift;
            var twice = (scaled - (whole << -shift)) << 1;
            var order = twice.CompareTo(BigInteger.One << -shift);
            scaled = whole + (order > 0 || (order == 0 && !whole.IsEven) ? 1 : 0);
        }

        var text = scaled.ToString(CultureInfo.InvariantCulture).PadLeft(digits + 1, '0');
        return (double.IsNegative(value) ? "-" : "") + (digits == 0 ? text : $"{text[..^digits]}.{text[^digits..]}");
    }

    private static string Braces(string format, IReadOnlyList<object?> values, IReadOnlyDictionary<string, object?> named, ref int next)
    {
        var result = new StringBuilder();
        for (var i = 0; i < format.Length; i++)
        {
            var c = format[i];
            if (c is '{' or '}' && i + 1 < format.Length && format[i + 1] == c)
            {
                result.Append(c);
                i++;
            }
            else if (c == '}')
            {
                throw PythonException.Value("Single '}' encountered in format string");
            }
            else if (c != '{')
            {
                result.Append(c);
            }
            else
            {
                var end = Closing(format, i);
                result.Append(Field(format[(i + 1)..end], values, named, ref next));
                i = end;
            }
        }

        return result.ToString();
    }

    private static int Closing(string format, int open)
    {
        var depth = 0;
        for (var i = open; i < format.Length; i++)
        {
            depth += format[i] == '{' ? 1 : format[i] == '}' ? -1 : 0;
            if (depth == 0)
            {
                return i;
            }
        }

        throw PythonException.Value("expected '}' before end of string");
    }

    private static string Field(string field, IReadOnlyList<object?> values, IReadOnlyDictionary<string, object?> named, ref int next)
    {
        var colon = field.IndexOf(':', StringComparison.Ordinal);
        var (head, spec) = colon < 0 ? (field, "") : (field[..colon], field[(colon + 1)..]);
        var bang = head.IndexOf('!', StringComparison.Ordinal);
        var (path, conversion) = bang < 0 ? (head, "") : (head[..bang], head[(bang + 1)..]);
        var end = path.AsSpan().IndexOfAny('.', '[');
        var (name, rest) = end < 0 ? (path, "") : (path[..end], path[end..]);
        object? value;
        if (name.Length == 0 || int.TryParse(name, out _))
        {
            var at = name.Length == 0 ? next++ : int.Parse(name);
            value = at < values.Count ? values[at] : throw PythonException.Index($"Replacement index {at} out of range for positional args tuple");
        }
        else if (!named.TryGetValue(name, out value))
        {
            throw PythonException.Key($"'{name}'");
        }

        while (rest.Length > 0)
        {
            var close = rest[0] == '[' ? rest.IndexOf(']', StringComparison.Ordinal) : -1;
            if (close < 0)
            {
                throw new PythonException("AttributeError", $"'{PythonValues.TypeName(value)}' object has no attribute '{rest.TrimStart('.')}'");
            }

            var key = rest[1..close];
            value = PythonOperators.Item(value, long.TryParse(key, out var number) ? number : key);
            rest = rest[(close + 1)..];
        }

        spec = spec.Contains('{') ? Braces(spec, values, named, ref next) : spec;
        value = conversion switch { "r" => PythonText.Repr(value), "s" => PythonText.Str(value), _ => value };
        return Format(value, spec);
    }

    private static string PercentOne(PercentSpec spec, object? value, int width, int? precision)
    {
        var zero = spec.Flags.Contains('0');
        var sign = spec.Flags.Contains('+') ? '+' : spec.Flags.Contains(' ') ? ' ' : '\0';
        var left = spec.Flags.Contains('-');
        string body;
        switch (spec.Kind)
        {
            case 's' or 'r' or 'a':
                var text = spec.Kind == 's' ? PythonText.Str(value) : PythonText.Repr(value);
                body = precision is { } p ? string.Concat(CodePoints.Split(text).Take(p)) : text;
                zero = false;
                break;
            case 'd' or 'i' or 'u':
                if (!PythonOperators.IsNumber(value))
                {
                    throw PythonException.Type($"%{spec.Kind} format: a real number is required, not {PythonValues.TypeName(value)}");
                }

                body = Whole(value is double d ? new BigInteger(d) : PythonOperators.ToWhole(value), new FormatSpec { Sign = sign });
                break;
            case 'x' or 'X' or 'o':
                body = Whole(PythonOperators.ToWhole(value), new FormatSpec { Sign = sign, Kind = spec.Kind });
                break;
            case 'c':
                body = value as string ?? CodePoints.Join([PythonOperators.ToIndex(value)]);
                break;
            case 'e' or 'E' or 'f' or 'F' or 'g' or 'G':
                if (!PythonOperators.IsNumber(value))
                {
                    throw PythonException.Type($"must be real number, not {PythonValues.TypeName(value)}");
                }

                body = Number(PythonOperators.ToDouble(value), new FormatSpec { Sign = sign, Kind = spec.Kind, Precision = precision ?? 6 });
                break;
            default:
                throw PythonException.Value($"unsupported format character '{spec.Kind}'");
        }

        return Pad(body, new FormatSpec { Width = width, Align = left ? '<' : zero ? '=' : '>', Fill = !left && zero ? "0" : " " }, '>');
    }

    private static string Whole(BigInteger value, FormatSpec spec)
    {
        var magnitude = BigInteger.Abs(value);
        var digits = spec.Kind switch
        {
            'x' => Radix(magnitude, 16),
            'X' => Radix(magnitude, 16).ToUpperInvariant(),
            'o' => Radix(magnitude, 8),
            'b' => Radix(magnitude, 2),
            _ => magnitude.ToString(CultureInfo.InvariantCulture),
        };
        return Signed(value.Sign < 0, Grouped(digits, spec.Group), spec);
    }

    private static string Number(double value, FormatSpec spec)
    {
        var negative = double.IsNegative(value) && !double.IsNaN(value);
        var magnitude = Math.Abs(value);
        if (!double.IsFinite(value))
        {
            return Signed(negative, PythonText.Float(magnitude), spec);
        }

        var digits = spec.Kind switch
        {
            'f' or 'F' => Fixed(magnitude, spec.Precision ?? 6),
            '%' => Fixed(magnitude * 100, spec.Precision ?? 6) + "%",
            'e' or 'E' => Exponent(magnitude, spec.Precision ?? 6, spec.Kind),
            'g' or 'G' => General(magnitude, spec.Precision ?? 6),
            _ => spec.Precision is { } p ? General(magnitude, p) : PythonText.Float(magnitude),
        };
        return Signed(negative, Grouped(digits, spec.Group), spec);
    }

    private static string Exponent(double value, int digits, char letter)
    {
        var text = value.ToString($"{letter}{digits}", CultureInfo.InvariantCulture);
        var e = text.IndexOf(letter, StringComparison.Ordinal);
        var power = int.Parse(text[(e + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return $"{text[..(e + 1)]}{(power < 0 ? '-' : '+')}{Math.Abs(power):00}";
    }

    private static string General(double value, int precision)
    {
        precision = Math.Max(1, precision);
        var scientific = Exponent(value, precision - 1, 'e');
        var power = int.Parse(scientific[(scientific.IndexOf('e', StringComparison.Ordinal) + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        if (power < -4 || power >= precision)
        {
            var parts = scientific.Split('e');
            return $"{Trimmed(parts[0])}e{parts[1]}";
        }

        return Trimmed(Fixed(value, Math.Max(0, precision - 1 - power)));
    }

    private static string Trimmed(string digits) => digits.Contains('.') ? digits.TrimEnd('0').TrimEnd('.') : digits;

    private static string Signed(bool negative, string digits, FormatSpec spec) =>
        negative ? "-" + digits : spec.Sign is '+' or ' ' ? spec.Sign + digits : digits;

    private static string Grouped(string digits, char group)
    {
        if (group == '\0')
        {
            return digits;
        }

        var end = digits.IndexOf('.', StringComparison.Ordinal) is >= 0 and var point ? point : digits.Length;
        var result = new StringBuilder(digits);
        for (var i = end - 3; i > 0; i -= 3)
        {
            result.Insert(i, group);
        }

        return result.ToString();
    }

    private static string Radix(BigInteger value, int radix)
    {
        var result = "";
        do
        {
            result = "0123456789abcdef"[(int)(value % radix)] + result;
            value /= radix;
        }
        while (!value.IsZero);
        return result;
    }

    private static string Pad(string text, FormatSpec spec, char align)
    {
        var missing = spec.Width - CodePoints.Length(text);
        if (missing <= 0)
        {
            return text;
        }

        string Fill(int count) => string.Concat(Enumerable.Repeat(spec.Fill, count));
        switch (spec.Align == '\0' ? align : spec.Align)
        {
            case '<':
                return text + Fill(missing);
            case '^':
                return Fill(missing / 2) + text + Fill(missing - (missing / 2));
            case '=' when text.Length > 0 && text[0] is '-' or '+' or ' ':
                return text[0] + Fill(missing) + text[1..];
            default:
                return Fill(missing) + text;
        }
    }

    private sealed record PercentSpec(string? Key, string Flags, string Width, string? Precision, char Kind)
    {
        public static PercentSpec Read(string format, ref int i)
        {
            var at = i + 1;
            string? key = null;
            char Peek(string f) => at < f.Length ? f[at] : throw PythonException.Value("incomplete format");
            string While(Func<char, bool> holds)
            {
                var from = at;
                while (at < format.Length && holds(format[at]))
                {
                    at++;
                }

                return format[from..at];
            }

            if (Peek(format) == '(')
            {
                var close = format.IndexOf(')', at);
                key = close < 0 ? throw PythonException.Value("incomplete format key") : format[(at + 1)..close];
                at = close + 1;
            }

            var flags = While(c => c is '-' or '+' or ' ' or '0' or '#');
            var width = While(c => char.IsAsciiDigit(c) || c == '*');
            string? precision = null;
            if (Peek(format) == '.')
            {
                at++;
                precision = While(c => char.IsAsciiDigit(c) || c == '*');
            }

            While(c => c is 'h' or 'l' or 'L');
            var kind = Peek(format);
            i = at;
            return new PercentSpec(key, flags, width, precision, kind);
        }
    }

    private sealed record FormatSpec
    {
        public string Fill { get; init; } = " ";

        public char Align { get; init; }

        public char Sign { get; init; }

        public int Width { get; init; }

        public char Group { get; init; }

        public int? Precision { get; init; }

        public char Kind { get; init; }

        public static FormatSpec Read(string spec)
        {
            var (fill, align, at) = (" ", '\0', 0);
            var points = CodePoints.Split(spec);
            if (points.Count > 1 && points[1] is "<" or ">" or "=" or "^")
            {
                (fill, align, at) = (points[0], points[1][0], points[0].Length + 1);
            }
            else if (spec[0] is '<' or '>' or '=' or '^')
            {
                (align, at) = (spec[0], 1);
            }

            string While(Func<char, bool> holds)
            {
                var from = at;
                while (at < spec.Length && holds(spec[at]))
                {
                    at++;
                }

                return spec[from..at];
            }

            var sign = While(c => c is '+' or '-' or ' ');
            While(c => c == '#');
            var width = While(char.IsAsciiDigit);
            var zero = width.Length > 0 && width[0] == '0' && align == '\0';
            var group = While(c => c is ',' or '_');
            int? precision = null;
            if (at < spec.Length && spec[at] == '.')
            {
                at++;
                precision = int.Parse(While(char.IsAsciiDigit));
            }

            var kind = at < spec.Length ? spec[at++] : '\0';
            return at < spec.Length
                ? throw PythonException.Value("Invalid format specifier")
                : new FormatSpec
                {
                    Fill = zero ? "0" : fill,
                    Align = zero ? '=' : align,
                    Sign = sign.Length > 0 ? sign[0] : '\0',
                    Width = width.Length > 0 ? int.Parse(width) : 0,
                    Group = group.Length > 0 ? group[0] : '\0',
                    Precision = precision,
                    Kind = kind == 'd' || kind == 'n' || kind == 's' ? '\0' : kind,
                };
        }
    }
}

using System.Globalization;

namespace Assay.Data;

/// <summary>How the numbers of a column of texts are written, where that is not the plain way (<c>-1234.5</c>).</summary>
public sealed record NumberWriting
{
    private const int LongestNumber = 64;
    private static readonly string[] currencyCodes = ["EUR", "USD", "GBP", "CHF", "JPY"];

    /// <summary>Whether a comma stands before the decimals: <c>3,5</c> is 3.5. Points, if any, then part the thousands.</summary>
    public bool DecimalComma { get; init; }

    /// <summary>Whether thousands are parted: <c>1,234.5</c>, or <c>1.234,5</c> with a decimal comma.</summary>
    public bool Thousands { get; init; }

    /// <summary>Whether every number is followed by a percent sign; <c>12.3%</c> is 12.3.</summary>
    public bool Percent { get; init; }

    /// <summary>The sign or code that stands before or after every number, such as <c>$</c> or <c>EUR</c>; empty for none.</summary>
    public string Currency { get; init; } = "";

    /// <summary>In words, to follow "written".</summary>
    internal string Words => string.Join(", ", new[]
    {
        DecimalComma ? "with a decimal comma" : "",
        Thousands ? (DecimalComma ? "with thousands (1.234 is 1234)" : "with thousands (1,234 is 1234)") : "",
        Percent ? "as percent (12.3% is 12.3)" : "",
        Currency.Length > 0 ? $"with {Currency}" : "",
    }.Where(w => w.Length > 0));

    /// <summary>How these texts are written and the value of each, NaN for a marker of missing; null unless all others are numbers written one way.</summary>
    /// <remarks>
    /// Where every comma stands before exactly three digits it parts thousands; one that does not makes all of them decimal. All numbers must
    /// have the same percent or currency sign, or none.
    /// </remarks>
    internal static (NumberWriting Writing, double[] Values)? Find(string[] distinct, MissingMarkers missing)
    {
        if (Array.Find(distinct, t => !missing.BesideNumbers(t)) is not { } first)
        {
            return null;
        }

        var points = new NumberWriting { Percent = first.AsSpan().TrimEnd().EndsWith('%'), Currency = CurrencyOf(first) };
        var candidates = new[] { points, points with { DecimalComma = true } }.Where(w => w.Read(first) is not null).ToArray();
        if (candidates.Length == 0 || !(points.Percent || points.Currency.Length > 0 || Array.Exists(distinct, t => t.Contains(','))))
        {
            return null;
        }

        foreach (var writing in candidates)
        {
            var thousands = false;
            if (TextParsing.All(distinct, ValueOf, missing) is { } values)
            {
                return (writing with { Thousands = thousands }, values);
            }

            double? ValueOf(string text)
            {
                var value = writing.Read(text, out var grouped);
                thousands |= grouped && value is not null;
                return value;
            }
        }

        return null;
    }

    /// <summary>The number a text stands for; null when it is not written like this.</summary>
    internal double? Read(string text) => Read(text, out _);

    private double? Read(string text, out bool grouped)
    {
        grouped = false;
        var rest = text.AsSpan().Trim();
        var negative = TakeSign(ref rest, out var signed);
        if (Currency.Length > 0 && !TakeCurrency(ref rest))
        {
            return null;
        }

        if (Percent)
        {
            if (!rest.EndsWith('%'))
            {
                return null;
            }

            rest = rest[..^1].TrimEnd();
        }

        if (!signed)
        {
            negative = TakeSign(ref rest, out _);
        }

        return Plain(rest, out grouped) is { } value ? (negative ? -value : value) : null;
    }

    private static bool TakeSign(ref ReadOnlySpan<char> rest, out bool taken)
    {
        taken = rest.Length > 0 && rest[0] is '+' or '-' or '\u2212';
        var negative = taken && rest[0] != '+';
        rest = taken ? rest[1..].TrimStart() : rest;
        return negative;
    }

    private bool TakeCurrency(ref ReadOnlySpan<char> rest)
    {
        if (rest.StartsWith(Currency, StringComparison.Ordinal))
        {
            rest = rest[Currency.Length..].TrimStart();
            return true;
        }

        if (rest.EndsWith(Currency, StringComparison.Ordinal))
        {
            rest = rest[..^Currency.Length].TrimEnd();
            return true;
        }

        return false;
    }

    // Digits with their marks and perhaps an exponent; a zero before another digit makes a name of it.
    private double? Plain(ReadOnlySpan<char> digits, out bool grouped)
    {
        var (point, parting) = DecimalComma ? (',', '.') : ('.', ',');
        var end = digits.IndexOfAny(point, 'e', 'E') is var at and >= 0 ? at : digits.Length;
        var whole = digits[..end];
        grouped = whole.Contains(parting);
        if (digits.Length is 0 or > LongestNumber || !(char.IsAsciiDigit(digits[0]) || digits[0] == point) || (whole.Length > 1 && whole[0] == '0')
            || (grouped && !InThrees(whole, parting)))
        {
            return null;
        }

        Span<char> written = stackalloc char[LongestNumber];
        var length = 0;
        foreach (var letter in whole)
        {
            if (letter != parting)
            {
                written[length++] = letter;
            }
        }

        // What is left of a parting mark after the point, such as 1.5,2, is no digit and no number then.
        foreach (var letter in digits[end..])
        {
            written[length++] = letter == point ? '.' : letter == '.' ? ',' : letter;
        }

        return double.TryParse(written[..length], NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var value) ? value : null;
    }

    private static bool InThrees(ReadOnlySpan<char> whole, char parting)
    {
        var first = true;
        foreach (var range in whole.Split(parting))
        {
            var length = whole[range].Length;
            if (first ? length is 0 or > 3 : length != 3)
            {
                return false;
            }

            first = false;
        }

        return true;
    }

    private static string CurrencyOf(string text)
    {
        var bare = text.AsSpan().Trim().TrimStart("+-\u2212").Trim();
        foreach (var end in bare.Length == 0 ? "" : $"{bare[0]}{bare[^1]}")
        {
            if (char.GetUnicodeCategory(end) == UnicodeCategory.CurrencySymbol)
            {
                return end.ToString();
            }
        }

        foreach (var code in currencyCodes)
        {
            if (bare.StartsWith(code, StringComparison.Ordinal) || bare.EndsWith(code, StringComparison.Ordinal))
            {
                return code;
            }
        }

        return "";
    }
}

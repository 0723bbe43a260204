using System.Globalization;

namespace Assay.Data;

/// <summary>Reads the distinct texts of a column as numbers or dates, all or nothing.</summary>
internal static class TextParsing
{
    private static readonly string[] dateFormats =
    [
        "yyyy-MM-dd", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm:ss.FFFFFFF", "yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss",
        "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ssK", "yyyy/MM/dd", "yyyy/MM/dd HH:mm", "yyyy/MM/dd HH:mm:ss",
        "dd.MM.yyyy", "d.M.yyyy", "dd.MM.yyyy HH:mm", "dd.MM.yyyy HH:mm:ss",
    ];

    private static readonly string[] monthFirst = ["M/d/yyyy", "M/d/yyyy H:mm", "M/d/yyyy H:mm:ss", "M/d/yyyy h:mm tt", "M/d/yyyy h:mm:ss tt"];
    private static readonly string[] dayFirst = ["d/M/yyyy", "d/M/yyyy H:mm", "d/M/yyyy H:mm:ss", "d-M-yyyy", "d-M-yyyy H:mm"];

    /// <summary>The value of every text, NaN for a marker of missing; null when any other text is no number, or all are markers.</summary>
    public static double[]? Numbers(string[] distinct, MissingMarkers missing) => All(distinct, Number, missing);

    /// <summary>The text as a number; null when it is none. A leading zero before another digit makes a name of it, as in a postal code.</summary>
    public static double? Number(string text)
    {
        var digits = text.AsSpan().Trim().TrimStart("+-");
        return !(digits.Length > 1 && digits[0] == '0' && char.IsAsciiDigit(digits[1]))
            && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;
    }

    /// <summary>The text as seconds since 1970-01-01 UTC; null when it is no date.</summary>
    public static double? Date(string text) => Date(text, dateFormats) ?? Date(text, monthFirst) ?? Date(text, dayFirst);

    /// <summary>Seconds since 1970-01-01 UTC of every text, NaN for a marker; null when any other text is no date. Time without a zone is UTC; what is infinite stays so.</summary>
    public static double[]? Dates(string[] distinct, MissingMarkers missing) =>
        All(distinct, static t => Date(t, dateFormats) ?? Infinite(t), missing) ?? All(distinct, static t => Date(t, monthFirst) ?? Infinite(t), missing)
        ?? All(distinct, static t => Date(t, dayFirst) ?? Infinite(t), missing);

    /// <summary>The value of every text, NaN for a marker of missing; null when any other text has none, or all are markers.</summary>
    public static double[]? All(string[] distinct, Func<string, double?> parse, MissingMarkers missing)
    {
        var values = new double[distinct.Length];
        var any = false;
        for (var i = 0; i < distinct.Length; i++)
        {
            if (parse(distinct[i]) is { } value)
            {
                values[i] = value;
                any |= !double.IsNaN(value);
            }
            else if (missing.BesideNumbers(distinct[i]))
            {
                values[i] = double.NaN;
            }
            else
            {
                return null;
            }
        }

        return any ? values : null;
    }

    private static double? Infinite(string text) => text.Contains('i', StringComparison.OrdinalIgnoreCase) && Number(text) is { } value && double.IsInfinity(value) ? value : null;

    private static double? Date(string text, string[] formats) =>
        DateTime.TryParseExact(
            text.AsSpan().Trim(), formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var date)
            ? (date - DateTime.UnixEpoch).TotalSeconds
            : null;
}

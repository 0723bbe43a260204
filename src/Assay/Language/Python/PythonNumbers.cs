using System.Globalization;

namespace Assay.Language.Python;

/// <summary>Python's <c>float(text)</c> and <c>round</c>.</summary>
internal static class PythonNumbers
{
    /// <summary><c>float(text)</c>; false where Python raises ValueError.</summary>
    public static bool TryFloat(string text, out double value)
    {
        var trimmed = PythonStrings.Strip(text);
        switch (trimmed.TrimStart('+', '-').ToLowerInvariant())
        {
            case "inf" or "infinity":
                value = trimmed[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity;
                return true;
            case "nan":
                value = double.NaN;
                return true;
        }

        value = 0;
        return PythonRegex.Compile(@"^[+-]?(\d+(_\d+)*\.?(\d+(_\d+)*)?|\.\d+(_\d+)*)([eE][+-]?\d+(_\d+)*)?\Z").IsMatch(trimmed)
            && double.TryParse(Ascii(trimmed.Replace("_", "", StringComparison.Ordinal)), NumberStyles.Float, CultureInfo.InvariantCulture, out value);
    }

    // float() takes the decimal digits of every script.
    private static string Ascii(string text) => string.Concat(CodePoints.Values(text).Select(v =>
        v > 127 && PythonStrings.IsDecimal(v) ? CharUnicodeInfo.GetDecimalDigitValue(char.ConvertFromUtf32(v), 0).ToString(CultureInfo.InvariantCulture) : CodePoints.Join([v])));

    /// <summary><c>round(value, digits)</c>: correctly rounded, ties to even.</summary>
    public static double Round(double value, int digits)
    {
        if (!double.IsFinite(value) || digits > 300)
        {
            return value;
        }

        if (digits < 0)
        {
            var scale = Math.Pow(10, -digits);
            return Math.Round(value / scale, MidpointRounding.ToEven) * scale;
        }

        return double.Parse(PythonFormat.Fixed(value, digits), CultureInfo.InvariantCulture);
    }
}

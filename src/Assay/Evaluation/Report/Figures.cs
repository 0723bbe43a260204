using System.Globalization;
using Assay.Data;
using Assay.Statistics;

namespace Assay.Evaluation.Report;

/// <summary>How Assay writes numbers for people: as many digits as the interval supports, units that fit, the same everywhere.</summary>
public static class Figures
{
    private const int MostDecimals = 6;
    private const double SmallestPlain = 1e-5;

    /// <summary>The value and its limits: <c>0.927 (0.924 to 0.930)</c>, or <c>undefined (the reason)</c>.</summary>
    public static string Of(Interval? interval) =>
        interval is null ? "not measured"
        : double.IsNaN(interval.Value) ? $"undefined ({interval.Undefined ?? "no reason recorded"})"
        : HasLimits(interval) ? $"{Value(interval)} ({Limits(interval)})"
        : Value(interval);

    /// <summary>The value and its limits with so many decimals, for columns of a table that line up.</summary>
    public static string Of(Interval interval, int decimals) =>
        double.IsNaN(interval.Value) || !HasLimits(interval) ? Of(interval) : $"{Fixed(interval.Value, decimals)} ({Limits(interval, decimals)})";

    /// <summary>Decimals for a column of scores: what the best three of them need.</summary>
    public static int Decimals(IEnumerable<Interval> scores, bool largerIsBetter) => scores
        .Where(s => !double.IsNaN(s.Value))
        .OrderBy(s => largerIsBetter ? -s.Value : s.Value)
        .Take(3).Select(Decimals).DefaultIfEmpty(3).Max();

    /// <summary>The same with a sign before the value: <c>+0.0021 (0.0004 to 0.0038)</c>.</summary>
    public static string Gain(Interval? interval) =>
        interval is not null && interval.Value > 0 ? $"+{Of(interval)}" : Of(interval);

    /// <summary>The value with its limits and their level, for sentences: <c>0.150 (95 % interval 0.100 to 0.200)</c>.</summary>
    public static string InWords(Interval interval) => HasLimits(interval) ? $"{Value(interval)} ({LimitsInWords(interval)})" : Of(interval);

    /// <summary>The limits and their level: <c>95 % interval 0.100 to 0.200</c>, or <c>no interval</c>.</summary>
    public static string LimitsInWords(Interval interval) => HasLimits(interval) ? $"{Level(interval.Level)} interval {Limits(interval)}" : "no interval";

    /// <summary>A share of 1 likewise, in percent: <c>12.3 % (95 % interval 10.1 % to 14.8 %)</c>.</summary>
    public static string ShareInWords(Interval share)
    {
        if (!HasLimits(share))
        {
            return double.IsNaN(share.Value) ? Of(share) : Share(share.Value);
        }

        var decimals = Decimals(share with { Value = 100 * share.Value, Low = 100 * share.Low, High = 100 * share.High });
        return $"{Fixed(100 * share.Value, decimals)} % ({Level(share.Level)} interval {Fixed(100 * share.Low, decimals)} % to {Fixed(100 * share.High, decimals)} %)";
    }

    /// <summary>The value alone with a sign: <c>+0.0021</c>.</summary>
    public static string Signed(Interval interval) => $"{(interval.Value > 0 ? "+" : "")}{Value(interval)}";

    /// <summary>A column's distinct values: <c>12,345</c>, or <c>about 12,300</c> where they were estimated.</summary>
    public static string Distinct(ColumnInfo column) => DistinctCount.Say(column.Distinct, column.DistinctIsEstimate);

    /// <summary>The value alone, with the digits its interval supports.</summary>
    public static string Value(Interval interval) => Fixed(interval.Value, Decimals(interval));

    /// <summary>The limits alone: <c>0.924 to 0.930</c>; empty when there are none.</summary>
    public static string Limits(Interval interval) => Limits(interval, Decimals(interval));

    /// <summary>The limits with so many decimals; empty when there are none.</summary>
    public static string Limits(Interval interval, int decimals) =>
        HasLimits(interval) ? $"{Fixed(interval.Low, decimals)} to {Fixed(interval.High, decimals)}" : "";

    /// <summary>Whether both limits are numbers.</summary>
    public static bool HasLimits(Interval interval) => double.IsFinite(interval.Low) && double.IsFinite(interval.High);

    /// <summary>Decimals that show the standard error (half the interval over 1.96) with one digit, or two when it begins below 3.55.
    /// From 0 upwards; above 6 means powers of ten.</summary>
    /// <remarks>Source: the rounding rule of the Review of Particle Physics, introduction, section 5.3 (without its rounding of 950 and above).</remarks>
    public static int Decimals(Interval interval)
    {
        var half = HasLimits(interval) ? Math.Max(interval.High - interval.Value, interval.Value - interval.Low) : double.NaN;
        if (!(half > 0) || !double.IsFinite(half))
        {
            return Digits(interval.Value, 4);
        }

        var error = half / 1.96;
        var exponent = (int)Math.Floor(Math.Log10(error));
        return Math.Clamp((error / Math.Pow(10, exponent) < 3.55 ? 1 : 0) - exponent, 0, 20);
    }

    /// <summary>A number with so many decimals, at most 6, and thousands apart; what 6 decimals cannot show, and beyond 12 digits, in powers of ten.</summary>
    public static string Fixed(double value, int decimals)
    {
        if (double.IsNaN(value))
        {
            return "undefined";
        }

        if (double.IsInfinity(value))
        {
            return value > 0 ? "∞" : "-∞";
        }

        if ((decimals > MostDecimals && value != 0 && Math.Abs(value) < SmallestPlain) || Math.Abs(value) >= 1e12)
        {
            return value.ToString("0.00e+0", CultureInfo.InvariantCulture);
        }

        var text = value.ToString("N" + Math.Min(decimals, MostDecimals), CultureInfo.InvariantCulture);
        return text.StartsWith('-') && text.All(c => c is '-' or '0' or '.' or ',') ? text[1..] : text;
    }

    /// <summary>A number with so many significant digits.</summary>
    public static string Significant(double value, int digits = 3) => Fixed(value, Digits(value, digits));

    /// <summary>A number that was given or counted, not measured: no zeros to show how well it is known.</summary>
    public static string Given(double value, int digits = 3)
    {
        var text = Significant(value, digits);
        return text.Contains('.') && !text.Contains('e') ? text.TrimEnd('0').TrimEnd('.') : text;
    }

    /// <summary>A number that is known without an interval: at most four significant digits.</summary>
    public static string Number(double value) => Given(value, 4);

    /// <summary>A p value to three decimals, or to as many as show on which side of the level it lies: <c>0.0503</c>, never <c>0.050</c> for more than 0.05.</summary>
    public static string Probability(double p, double level = 0.05)
    {
        if (p < 0.001)
        {
            return "< 0.001";
        }

        var decimals = 3;
        while (decimals < MostDecimals && p != level && Math.Round(p, decimals) == level)
        {
            decimals++;
        }

        return Fixed(p, decimals);
    }

    /// <summary>A whole number, thousands apart.</summary>
    public static string Count(double value) => Fixed(value, 0);

    /// <summary>A share of 1 as a percentage: <c>7.6 %</c>; <c>&lt; 0.1 %</c> for what would round to nothing.</summary>
    public static string Share(double share) =>
        double.IsNaN(share) ? "undefined"
        : share is > 0 and < 0.0005 ? "< 0.1 %"
        : share is < 1 and > 0.9995 ? "> 99.9 %"
        : $"{Fixed(share * 100, share is 0 or 1 ? 0 : 1)} %";

    /// <summary>A confidence level: <c>95 %</c>, <c>99.9 %</c>.</summary>
    public static string Level(double level) => $"{(level * 100).ToString("0.##", CultureInfo.InvariantCulture)} %";

    /// <summary>Bytes in decimal units: <c>512 B</c>, <c>12.4 kB</c>, <c>3.1 MB</c>.</summary>
    public static string Bytes(double bytes) => bytes switch
    {
        double.NaN => "undefined",
        < 1_000 => $"{Count(bytes)} B",
        < 999_500 => $"{Significant(bytes / 1e3)} kB",
        < 999_500_000 => $"{Significant(bytes / 1e6)} MB",
        _ => $"{Significant(bytes / 1e9)} GB",
    };

    /// <summary>Seconds in units that fit: <c>0.04 s</c>, <c>3.2 s</c>, <c>1 min 12 s</c>, <c>2 h 05 min</c>.</summary>
    public static string Seconds(double seconds)
    {
        if (!double.IsFinite(seconds))
        {
            return "undefined";
        }

        var whole = (long)Math.Round(seconds);
        return seconds is > 0 and < 0.005 ? "< 0.01 s"
            : seconds == 0 ? "0 s"
            : seconds < 0.995 ? $"{Fixed(seconds, 2)} s"
            : seconds < 9.95 ? $"{Fixed(seconds, 1)} s"
            : whole < 60 ? $"{whole} s"
            : whole < 3600 ? $"{whole / 60} min {whole % 60:00} s"
            : $"{Count(whole / 3600)} h {whole % 3600 / 60:00} min";
    }

    /// <summary>Microseconds in units that fit: <c>0.8 µs</c>, <c>12 µs</c>, <c>1.2 ms</c>.</summary>
    public static string Microseconds(double microseconds) => microseconds switch
    {
        double.NaN => "undefined",
        < 999.5 => $"{Significant(microseconds, 2)} µs",
        < 999_500 => $"{Significant(microseconds / 1e3, 2)} ms",
        _ => Seconds(microseconds / 1e6),
    };

    /// <summary>A ratio in words: <c>38 times</c>, <c>1.4 times</c>.</summary>
    public static string Times(double ratio) => $"{Significant(ratio, 2)} times";

    // The power of ten is that of the rounded value: 0.9996 with three digits is 1.00.
    private static int Digits(double value, int digits)
    {
        if (value == 0 || !double.IsFinite(value))
        {
            return 0;
        }

        var rounded = value.ToString($"E{digits - 1}", CultureInfo.InvariantCulture);
        var power = int.Parse(rounded[(rounded.IndexOf('E') + 1)..], CultureInfo.InvariantCulture);
        return Math.Clamp(digits - 1 - power, 0, 20);
    }
}

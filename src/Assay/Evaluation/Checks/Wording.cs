using System.Globalization;
using Assay.Statistics;

namespace Assay.Evaluation.Checks;

/// <summary>Numbers in the sentences and tables of checks.</summary>
internal static class Wording
{
    /// <summary>A share as percent, one decimal: <c>12.3 %</c>; a dash when undefined.</summary>
    public static string Percent(double share) => double.IsNaN(share) ? "-" : $"{(100 * share).ToString("0.0", CultureInfo.InvariantCulture)} %";

    /// <summary>A level or other round share as percent without needless decimals: <c>95 %</c>.</summary>
    public static string Round(double share) => $"{(100 * share).ToString("0.##", CultureInfo.InvariantCulture)} %";

    /// <summary>A number in four significant digits; a dash when undefined.</summary>
    public static string Number(double value) => double.IsNaN(value) ? "-" : Math.Abs(value) >= 10000 ? Count(value) : value.ToString("G4", CultureInfo.InvariantCulture);

    /// <summary>A count with thousands parted: <c>12,561</c>.</summary>
    public static string Count(double count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A p value: <c>0.031</c>, <c>below 0.001</c>.</summary>
    public static string P(double p) => double.IsNaN(p) ? "-" : p < 0.001 ? "below 0.001" : p.ToString("0.000", CultureInfo.InvariantCulture);

    /// <summary>The limits of an interval: <c>95 % interval 0.1 to 0.2</c>.</summary>
    public static string Limits(Interval interval, Func<double, string>? of = null) => double.IsNaN(interval.Low)
        ? "no interval"
        : $"{Round(interval.Level)} interval {(of ?? Number)(interval.Low)} to {(of ?? Number)(interval.High)}";

    /// <summary>A number with its interval: <c>0.15 (95 % interval 0.1 to 0.2)</c>.</summary>
    public static string With(Interval interval, Func<double, string>? of = null) => $"{(of ?? Number)(interval.Value)} ({Limits(interval, of)})";
}

using Assay.Numerics;
using Assay.Statistics;

namespace Assay.Evaluation.Decay;

/// <summary>A straight line through numbers of windows, with the uncertainty of both what each window holds and how windows differ.</summary>
/// <param name="Middle">The line at the mean place.</param>
/// <param name="Slope">Its rise from one place to the next.</param>
/// <param name="Center">The mean place.</param>
/// <param name="MiddleError">Standard error of <paramref name="Middle"/>.</param>
/// <param name="SlopeError">Standard error of <paramref name="Slope"/>.</param>
/// <param name="Quantile">Student's t at the level.</param>
/// <remarks>
/// Least squares. Standard errors are the larger of the deviation of bootstrap draws within windows and that from the scatter of windows around
/// the line, so that seasons, which blocks within a window do not show, count as well. Where the line meets 0: Fieller, JRSS-B 16, 1954.
/// </remarks>
internal sealed record TrendLine(double Middle, double Slope, double Center, double MiddleError, double SlopeError, double Quantile)
{
    /// <summary>The line; null with fewer than four places.</summary>
    /// <param name="places">Places of the windows, length w.</param>
    /// <param name="values">Value at each place.</param>
    /// <param name="draws">Bootstrap draws of each value, all of one length.</param>
    /// <param name="level">The confidence level.</param>
    public static TrendLine? Of(double[] places, double[] values, double[][] draws, double level)
    {
        if (places.Length < 4 || draws.Any(d => d.Length == 0))
        {
            return null;
        }

        var center = Sums.Mean(places);
        double[] offsets = [.. places.Select(p => p - center)];
        var spread = Sums.Dot(offsets, offsets);
        var (middle, slope) = (Sums.Mean(values), Sums.Dot(offsets, values) / spread);
        var left = values.Select((v, i) => v - middle - (slope * offsets[i])).Sum(r => r * r) / (places.Length - 2);
        double[] drawnMiddle = [.. Enumerable.Range(0, draws[0].Length).Select(i => draws.Average(d => d[i])).Where(d => !double.IsNaN(d))];
        double[] drawnSlope = [.. Enumerable.Range(0, draws[0].Length).Select(i => draws.Select((d, w) => d[i] * offsets[w]).Sum() / spread).Where(d => !double.IsNaN(d))];
        return new(
            middle,
            slope,
            center,
            Math.Max(Math.Sqrt(left / places.Length), Math.Sqrt(TwoSamples.Variance(drawnMiddle))),
            Math.Max(Math.Sqrt(left / spread), Math.Sqrt(TwoSamples.Variance(drawnSlope))),
            Tails.StudentOfLevel(level, places.Length - 2));
    }

    /// <summary>The line at a place, with its interval.</summary>
    public Interval At(double place, double level)
    {
        var off = place - Center;
        var half = Quantile * Math.Sqrt((MiddleError * MiddleError) + (off * off * SlopeError * SlopeError));
        var value = Middle + (Slope * off);
        return new Interval(value, value - half, value + half, "straight line, student t") { Level = level };
    }

    /// <summary>The rise over so many places, with its interval.</summary>
    public Interval Rise(double places, double level) =>
        new(Slope * places, (Slope - (Quantile * SlopeError)) * places, (Slope + (Quantile * SlopeError)) * places, "straight line, student t") { Level = level };

    /// <summary>Where a falling line meets 0, with its interval; undefined when it is not shown to fall.</summary>
    public Interval Crossing(double level)
    {
        var falls = (Slope * Slope) - (Quantile * Quantile * SlopeError * SlopeError);
        if (!(Slope < 0) || !(falls > 0))
        {
            return Interval.None("the line is not shown to fall") with { Level = level };
        }

        var root = Math.Sqrt(Math.Max(0, (Middle * Middle * Slope * Slope) - (falls * ((Middle * Middle) - (Quantile * Quantile * MiddleError * MiddleError)))));
        var (one, two) = (((-Middle * Slope) - root) / falls, ((-Middle * Slope) + root) / falls);
        return new Interval(Center - (Middle / Slope), Center + Math.Min(one, two), Center + Math.Max(one, two), "fieller") { Level = level };
    }
}

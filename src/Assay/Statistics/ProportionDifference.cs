using Assay.Numerics;

namespace Assay.Statistics;

/// <summary>The difference of two independent shares.</summary>
public static class ProportionDifference
{
    /// <summary>First less second with a hybrid score interval, and the two-sided p value of the pooled score test.</summary>
    /// <remarks>
    /// Interval: Newcombe, Statistics in Medicine 17, 1998, method 10 (without continuity correction), from Wilson's limits of both shares.
    /// Test: z = (p1 - p2) / sqrt(p (1 - p) (1/n1 + 1/n2)) with the pooled share p; p value 1 when both shares are 0 or both 1.
    /// </remarks>
    /// <param name="first">Rows counted and all rows.</param>
    /// <param name="second">Rows counted and all rows.</param>
    /// <param name="level">The confidence level, in (0, 1).</param>
    public static PairedDifference Newcombe((double Successes, double Trials) first, (double Successes, double Trials) second, double level = 0.95)
    {
        if (first.Trials == 0 || second.Trials == 0)
        {
            return new(Interval.None("there are no rows on one side") with { Level = level }, double.NaN);
        }

        var (a, b) = (Proportion.Wilson(first.Successes, first.Trials, level), Proportion.Wilson(second.Successes, second.Trials, level));
        var difference = a.Value - b.Value;
        var low = difference - Root(a.Value - a.Low, b.High - b.Value);
        var high = difference + Root(a.High - a.Value, b.Value - b.Low);
        var pooled = (first.Successes + second.Successes) / (first.Trials + second.Trials);
        var error = Math.Sqrt(pooled * (1 - pooled) * ((1 / first.Trials) + (1 / second.Trials)));
        var p = error == 0 ? 1 : Tails.NormalTwoSided(difference / error);
        return new(new Interval(difference, low, high, "newcombe") { Level = level }, p);
    }

    private static double Root(double a, double b) => Math.Sqrt((a * a) + (b * b));
}

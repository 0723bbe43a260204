using Assay.Numerics;

namespace Assay.Statistics;

/// <summary>Two independent samples: tests of location and sizes of effect.</summary>
/// <remarks>Source: Mann and Whitney, Annals of Mathematical Statistics 18, 1947; Welch, Biometrika 34, 1947; Cohen 1988; Cliff, Psychological Bulletin 114, 1993.</remarks>
public static class TwoSamples
{
    /// <summary>U of the first sample with a two-sided normal p value, corrected for ties.</summary>
    /// <param name="first">At least one number.</param>
    /// <param name="second">At least one number.</param>
    /// <param name="continuity">0 or 0.5.</param>
    public static TestResult MannWhitney(ReadOnlySpan<double> first, ReadOnlySpan<double> second, double continuity = 0.5)
    {
        var (u, ties) = Statistic(first, second);
        double product = (double)first.Length * second.Length, all = first.Length + second.Length;
        var deviation = Math.Sqrt(product / 12 * (all + 1 - (Ranks.Correction(ties) / (all * (all - 1)))));
        var z = (Math.Max(u, product - u) - (product / 2) - continuity) / deviation;
        return new(u, Math.Min(1, 2 * Tails.NormalBelow(-z)));
    }

    /// <summary>U with its exact two-sided p value; NaN when there are ties.</summary>
    public static TestResult MannWhitneyExact(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        var (u, ties) = Statistic(first, second);
        if (ties.Count > 0)
        {
            return new(u, double.NaN);
        }

        // P(U = s) for m and n: drop the largest number, which belongs to the first sample with chance m / (m + n).
        var smaller = (int)Math.Min(u, ((long)first.Length * second.Length) - u);
        var table = new double[second.Length + 1][];
        for (var m = 0; m <= first.Length; m++)
        {
            for (var n = 0; n <= second.Length; n++)
            {
                var next = new double[smaller + 1];
                for (var s = 0; s <= smaller; s++)
                {
                    var fromFirst = m > 0 && s >= n ? table[n][s - n] * m / (m + n) : 0;
                    var fromSecond = n > 0 ? table[n - 1][s] * n / (m + n) : 0;
                    next[s] = m + n == 0 ? (s == 0 ? 1 : 0) : fromFirst + fromSecond;
                }

                table[n] = next;
            }
        }

        return new(u, Math.Min(1, 2 * table[second.Length].Sum()));
    }

    /// <summary>t test without equal variances, degrees of freedom by Welch and Satterthwaite.</summary>
    public static TTest Welch(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        var (a, b) = (Variance(first) / first.Length, Variance(second) / second.Length);
        if (!(a + b > 0))
        {
            return TTest.None("both samples are constant, or one has a single row");
        }

        var t = (Sums.Mean(first) - Sums.Mean(second)) / Math.Sqrt(a + b);
        var degrees = (a + b) * (a + b) / ((a * a / (first.Length - 1)) + (b * b / (second.Length - 1)));
        return new(t, Tails.StudentTwoSided(t, degrees), degrees);
    }

    /// <summary>Difference of means in pooled standard deviations.</summary>
    public static double CohenD(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        var squares = (Variance(first) * (first.Length - 1)) + (Variance(second) * (second.Length - 1));
        return (Sums.Mean(first) - Sums.Mean(second)) / Math.Sqrt(squares / (first.Length + second.Length - 2));
    }

    /// <summary>P(first &gt; second) - P(first &lt; second), from -1 to 1.</summary>
    public static double CliffDelta(ReadOnlySpan<double> first, ReadOnlySpan<double> second) =>
        (2 * Statistic(first, second).U / ((double)first.Length * second.Length)) - 1;

    /// <summary>Sample variance (n - 1); NaN below two numbers.</summary>
    internal static double Variance(ReadOnlySpan<double> values) =>
        values.Length < 2 ? double.NaN : Sums.Squares(values, Sums.Mean(values)) / (values.Length - 1);

    private static (double U, List<int> Ties) Statistic(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        Inputs.Samples(first, second);

        var (ranks, ties) = Ranks.Mid([.. first, .. second]);
        var sum = 0.0;
        for (var i = 0; i < first.Length; i++)
        {
            sum += ranks[i];
        }

        return (sum - (first.Length * (first.Length + 1.0) / 2), ties);
    }
}

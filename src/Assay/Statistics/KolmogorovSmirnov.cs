using Assay.Numerics;

namespace Assay.Statistics;

/// <summary>The largest distance of two samples' distribution functions.</summary>
/// <param name="Distance">From 0 to 1.</param>
/// <param name="AsymptoticP">p value of the one-sample distribution at the effective number of rows m n / (m + n), rounded.</param>
/// <param name="ExactP">p value over all interleavings of two samples without ties; NaN above 10,000 rows a sample.</param>
/// <remarks>Exact: Hodges, Arkiv foer Matematik 3, 1958; one sample: Marsaglia, Tsang and Wang, JSS 8, 2003; checked against scipy 1.10.</remarks>
public sealed record KolmogorovSmirnov(double Distance, double AsymptoticP, double ExactP)
{
    private const int LargestExact = 10_000;

    /// <summary>The test of two samples, in any order.</summary>
    /// <exception cref="AssayException"><c>data.no-rows</c> when a sample is empty, <c>data.not-finite</c>.</exception>
    public static KolmogorovSmirnov Of(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        Inputs.Samples(first, second);

        var distance = 0L;
        foreach (var (_, below, belowSecond) in DistributionSteps.Of(first, second))
        {
            distance = Math.Max(distance, Math.Abs(((long)below * second.Length) - ((long)belowSecond * first.Length)));
        }

        var product = (double)first.Length * second.Length;
        var effective = (int)Math.Round(product / (first.Length + second.Length));
        var exact = Math.Max(first.Length, second.Length) > LargestExact ? double.NaN : Exact(distance, first.Length, second.Length);
        return new(distance / product, OneSample(distance / product, effective), exact);
    }

    /// <summary>The asymptotic p value of a distance of samples of these sizes.</summary>
    internal static double AsymptoticPOf(double distance, int first, int second) =>
        OneSample(distance, (int)Math.Round((double)first * second / ((double)first + second)));

    // Chance that the lattice path of a random interleaving touches the distance: a recursion over the table of ranks.
    private static double Exact(long distance, int m, int n)
    {
        bool Inside(long i, long j) => Math.Abs((i * n) - (j * m)) < distance;
        var inside = new double[n + 1];
        for (var i = 0; i <= m; i++)
        {
            for (var j = 0; j <= n; j++)
            {
                var chance = i + j == 0 ? 1
                    : ((i > 0 ? inside[j] * i : 0) + (j > 0 ? inside[j - 1] * j : 0)) / (i + j);
                inside[j] = Inside(i, j) ? chance : 0;
            }
        }

        return Math.Clamp(1 - inside[n], 0, 1);
    }

    // P(D_n >= d) of one sample against a known distribution.
    private static double OneSample(double distance, int rows)
    {
        var square = rows * distance * distance;
        if (square > 18 || rows > 5000)
        {
            return square > 18 ? 2 * Math.Exp(-2 * square) : Limit(Math.Sqrt(square) + (1 / (6 * Math.Sqrt(rows))));
        }

        if (distance <= 0.5 / rows)
        {
            return 1;
        }

        var k = (int)(rows * distance) + 1;
        return Math.Clamp(1 - Durbin(k, k - (rows * distance), rows), 0, 1);
    }

    // Kolmogorov's limit with the first-order correction of the argument (Vrbik 2018).
    private static double Limit(double x)
    {
        var sum = 0.0;
        for (var j = 1; j <= 100; j++)
        {
            sum += (j % 2 == 1 ? 2 : -2) * Math.Exp(-2 * j * j * x * x);
        }

        return Math.Clamp(sum, 0, 1);
    }

    // n! / n^n times the middle element of H^n, scaled on the way (Marsaglia, Tsang and Wang).
    private static double Durbin(int k, double h, int rows)
    {
        var size = (2 * k) - 1;
        var power = DurbinMatrix.Power(DurbinMatrix.Make(size, h), rows, out var exponent);
        var value = power[k - 1, k - 1];
        for (var i = 1; i <= rows; i++)
        {
            value *= (double)i / rows;
            if (value < 1e-140)
            {
                value *= 1e140;
                exponent -= 140;
            }
        }

        return value * Math.Pow(10, exponent);
    }
}

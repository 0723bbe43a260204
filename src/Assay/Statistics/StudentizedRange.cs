using Assay.Numerics;

namespace Assay.Statistics;

/// <summary>The range of k standard normal numbers (Tukey's q with infinite degrees of freedom).</summary>
internal static class StudentizedRange
{
    /// <summary>The q with P(range &lt;= q) = p.</summary>
    public static double Quantile(double probability, int count) => Tails.Root(q => Below(q, count) - probability, 0, 100);

    // k times the integral of phi(z) [Phi(z) - Phi(z - q)]^(k - 1). The trapezoid rule converges faster than any power here,
    // because the integrand and all its derivatives vanish at both ends.
    private static double Below(double range, int count)
    {
        const double Step = 1.0 / 32;
        var sum = 0.0;
        for (var z = -9.0; z <= 9; z += Step)
        {
            var inside = Tails.NormalBelow(z) - Tails.NormalBelow(z - range);
            sum += Math.Exp(-z * z / 2) * Math.Pow(inside, count - 1);
        }

        return count * sum * Step / Math.Sqrt(2 * Math.PI);
    }
}

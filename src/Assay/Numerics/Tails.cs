using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace Assay.Numerics;

/// <summary>Tail probabilities and quantiles of the distributions that tests need, without the loss of 1 - (1 - p).</summary>
internal static class Tails
{
    /// <summary>P(Z &lt;= z), standard normal.</summary>
    public static double NormalBelow(double z) => 0.5 * SpecialFunctions.Erfc(-z / Math.Sqrt(2));

    /// <summary>P(|Z| &gt;= |z|), standard normal.</summary>
    public static double NormalTwoSided(double z) => SpecialFunctions.Erfc(Math.Abs(z) / Math.Sqrt(2));

    /// <summary>The z with P(Z &lt;= z) = p.</summary>
    public static double NormalQuantile(double probability) => Normal.InvCDF(0, 1, probability);

    /// <summary>The z of a two-sided interval of this level: 1.96 for 0.95.</summary>
    public static double NormalOfLevel(double level) => NormalQuantile(0.5 + (level / 2));

    /// <summary>P(|T| &gt;= |t|), Student's t. Source: Abramowitz and Stegun 26.7.1 through the incomplete beta function.</summary>
    public static double StudentTwoSided(double t, double degrees) =>
        double.IsInfinity(t) ? 0 : SpecialFunctions.BetaRegularized(degrees / 2, 0.5, degrees / (degrees + (t * t)));

    /// <summary>The t of a two-sided interval of this level.</summary>
    public static double StudentOfLevel(double level, double degrees) =>
        Root(t => (1 - level) - StudentTwoSided(t, degrees), 0, 1e8);

    /// <summary>P(X &gt;= x), chi-squared.</summary>
    public static double ChiSquaredAbove(double x, double degrees) =>
        x <= 0 ? 1 : SpecialFunctions.GammaUpperRegularized(degrees / 2, x / 2);

    /// <summary>P(F &gt;= f), Fisher's F.</summary>
    public static double FisherAbove(double f, double above, double below) =>
        f <= 0 ? 1 : double.IsInfinity(f) ? 0 : SpecialFunctions.BetaRegularized(below / 2, above / 2, below / (below + (above * f)));

    /// <summary>The x with P(Beta(a, b) &lt;= x) = p.</summary>
    public static double BetaQuantile(double probability, double a, double b) =>
        Root(x => SpecialFunctions.BetaRegularized(a, b, x) - probability, 0, 1);

    /// <summary>Where a growing function crosses zero between two points, to the last bits (bisection).</summary>
    public static double Root(Func<double, double> growing, double low, double high)
    {
        for (var step = 0; step < 200; step++)
        {
            var middle = low + ((high - low) / 2);
            if (middle <= low || middle >= high)
            {
                break;
            }

            (low, high) = growing(middle) < 0 ? (middle, high) : (low, middle);
        }

        return low + ((high - low) / 2);
    }
}

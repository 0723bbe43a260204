using Assay.Numerics;
using MathNet.Numerics;

namespace Assay.Evaluation.Slices;

/// <summary>Tail of a standardised sum that is skewed, as sums of few rows of rare losses are; the normal tail is far too small there.</summary>
/// <remarks>A shifted gamma distribution with the sum's skewness. Source: Mielke and Berry, Permutation Methods, 2001, section 2.3 (Pearson type III).</remarks>
internal static class PearsonThree
{
    private const double HardlySkewed = 0.005;

    /// <summary>P(Z &gt;= z) for mean 0, variance 1 and this skewness.</summary>
    public static double Above(double z, double skewness)
    {
        if (Math.Abs(skewness) < HardlySkewed)
        {
            return Tails.NormalBelow(-z);
        }

        var shape = 4 / (skewness * skewness);
        if (skewness > 0)
        {
            var at = shape + (z * Math.Sqrt(shape));
            return at <= 0 ? 1 : SpecialFunctions.GammaUpperRegularized(shape, at);
        }

        var mirrored = shape - (z * Math.Sqrt(shape));
        return mirrored <= 0 ? 0 : SpecialFunctions.GammaLowerRegularized(shape, mirrored);
    }

    /// <summary>The skewness of the sum of rows drawn without replacement, from that of single rows. Source: Cochran, Sampling Techniques, 1977, section 2.15.</summary>
    public static double OfSum(double skewness, int drawn, int all)
    {
        double taken = drawn, left = all - drawn;
        return left < 1 || all < 3 ? 0 : skewness * (left - taken) / (all - 2.0) * Math.Sqrt((all - 1.0) / (taken * left));
    }
}

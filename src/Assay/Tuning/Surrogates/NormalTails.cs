using Assay.Numerics;

namespace Assay.Tuning.Surrogates;

/// <summary>Logarithms of normal probabilities and improvements that stay right far out in the tail.</summary>
/// <remarks>Source: Ament et al., NeurIPS 2023 (Unexpected Improvements to Expected Improvement); the Mills ratio by Laplace's continued fraction.</remarks>
internal static class NormalTails
{
    private const double HalfLogTwoPi = 0.91893853320467274178;
    private const double Far = -2;

    /// <summary>log h(z), h(z) = phi(z) + z Phi(z), and the ratios Phi / h and phi / h that its derivatives need.</summary>
    internal static (double LogH, double BelowOverH, double DensityOverH) Improvement(double z)
    {
        var logDensity = (-z * z / 2) - HalfLogTwoPi;
        if (z > Far)
        {
            var (density, below) = (Math.Exp(logDensity), Tails.NormalBelow(z));
            var h = density + (z * below);
            return (Math.Log(h), below / h, density / h);
        }

        // 1 - |z| R = K / (|z| + K) with the Mills ratio R = 1 / (|z| + K): no difference of nearly equal numbers.
        var rest = Fraction(-z);
        var share = rest / (rest - z);
        return (logDensity + Math.Log(share), 1 / (rest - z) / share, 1 / share);
    }

    /// <summary>log Phi(t), and phi(t) / Phi(t), its derivative.</summary>
    internal static (double LogBelow, double Slope) Below(double t)
    {
        var logDensity = (-t * t / 2) - HalfLogTwoPi;
        if (t > Far)
        {
            var below = Tails.NormalBelow(t);
            return (Math.Log(below), Math.Exp(logDensity) / below);
        }

        var mills = 1 / (Fraction(-t) - t);
        return (logDensity + Math.Log(mills), 1 / mills);
    }

    /// <summary>E[(limit - Y)+] for a normal Y, and its derivatives by mean and deviation.</summary>
    internal static (double Value, double ByMean, double ByDeviation) Shortfall(double limit, double mean, double deviation)
    {
        var z = (limit - mean) / deviation;
        var (density, below) = (Math.Exp((-z * z / 2) - HalfLogTwoPi), Tails.NormalBelow(z));
        return (deviation * Math.Max(0, density + (z * below)), -below, density);
    }

    // K(z) = 1 / (z + 2 / (z + 3 / (z + ...))), converged for z >= 2 within 60 levels.
    private static double Fraction(double z)
    {
        var value = z;
        for (var level = 60; level >= 2; level--)
        {
            value = z + (level / value);
        }

        return 1 / value;
    }
}

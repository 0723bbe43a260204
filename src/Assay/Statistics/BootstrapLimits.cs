using Assay.Numerics;

namespace Assay.Statistics;

/// <summary>Reads confidence limits off sorted bootstrap draws.</summary>
internal static class BootstrapLimits
{
    /// <summary>Limits by the wanted kind; the jackknife is only run when the kind needs it.</summary>
    public static (double Low, double High) Of(
        double estimate, ReadOnlySpan<double> sorted, double level, (BootstrapKind Kind, Func<double[]> Jackknife) how)
    {
        var tail = (1 - level) / 2;
        var (low, high) = (Quantiles.Linear(sorted, tail), Quantiles.Linear(sorted, 1 - tail));
        switch (how.Kind)
        {
            case BootstrapKind.Basic:
                return ((2 * estimate) - high, (2 * estimate) - low);
            case BootstrapKind.BiasCorrected:
                var bias = Bias(estimate, sorted);
                var acceleration = Acceleration(how.Jackknife());
                return double.IsFinite(bias) && double.IsFinite(acceleration)
                    ? BiasCorrected(sorted, bias, acceleration, level)
                    : (low, high);
            default:
                return (low, high);
        }
    }

    /// <summary>z0: the normal quantile of the share of draws strictly below the estimate.</summary>
    public static double Bias(double estimate, ReadOnlySpan<double> sorted)
    {
        var below = 0;
        foreach (var draw in sorted)
        {
            below += draw < estimate ? 1 : 0;
        }

        return Tails.NormalQuantile((double)below / sorted.Length);
    }

    /// <summary>The acceleration: a sixth of the skewness of the jackknife influence. Source: Efron 1987, eq. 4.4.</summary>
    public static double Acceleration(ReadOnlySpan<double> jackknife)
    {
        var mean = Sums.Mean(jackknife);
        var (squares, cubes) = (0.0, 0.0);
        foreach (var value in jackknife)
        {
            var influence = mean - value;
            squares += influence * influence;
            cubes += influence * influence * influence;
        }

        return squares == 0 ? 0 : cubes / (6 * Math.Pow(squares, 1.5));
    }

    /// <summary>The limits at the corrected shares. Source: Efron 1987, eq. 2.3.</summary>
    public static (double Low, double High) BiasCorrected(ReadOnlySpan<double> sorted, double bias, double acceleration, double level)
    {
        var tail = (1 - level) / 2;
        double Share(double z) => Tails.NormalBelow(bias + ((bias + z) / (1 - (acceleration * (bias + z)))));
        var low = Share(Tails.NormalQuantile(tail));
        var high = Share(Tails.NormalQuantile(1 - tail));
        return (Quantiles.Linear(sorted, low), Quantiles.Linear(sorted, high));
    }
}

using Assay.Numerics;

namespace Assay.Statistics;

/// <summary>The mean of one number a row when rows come in units (people, queries, days) that share their luck, by a formula.</summary>
/// <remarks>
/// Variance: G / (G - 1) times the sum over units of squared sums of weighted distances from the mean, over the squared total weight
/// (Liang and Zeger, Biometrika 73, 1986, with the correction called CR1); limits by Student's t of G - 1 degrees (Cameron and Miller,
/// Journal of Human Resources 50, 2015, section VI). Assumes independent units, none of which holds most of the weight.
/// </remarks>
public static class ClusterMean
{
    /// <summary>The weighted mean with its interval.</summary>
    /// <param name="values">Length n, finite.</param>
    /// <param name="options">Units (empty: every row its own), row weights and level; nothing is drawn.</param>
    /// <exception cref="ArgumentException">Units or weights do not line up with the rows.</exception>
    /// <exception cref="AssayException"><c>data.not-finite</c>.</exception>
    public static Interval Of(double[] values, BootstrapOptions options)
    {
        Inputs.Finite(values, "number");
        var resampling = new Resampling(values.Length, options);
        var weights = resampling.Plain();
        var all = Sums.Of(weights);
        var mean = Sums.Dot(values, weights) / all;
        double units = resampling.Units;
        if (units < 2)
        {
            return new(mean, double.NaN, double.NaN, "cluster-robust: no interval, there is only one unit") { Level = options.Level };
        }

        var sums = new double[resampling.Units];
        for (var row = 0; row < values.Length; row++)
        {
            sums[resampling.UnitOf(row)] += weights[row] * (values[row] - mean);
        }

        var error = Math.Sqrt(units / (units - 1) * Sums.Squares(sums, 0)) / all;
        var half = Tails.StudentOfLevel(options.Level, units - 1) * error;
        return new(mean, mean - half, mean + half, "cluster-robust t") { Level = options.Level };
    }
}

using Assay.Numerics;

namespace Assay.Statistics;

/// <summary>The interval of a sum over parts of |mean of the part's values over all rows|, such as expected calibration error.</summary>
/// <remarks>
/// The absolute value folds noise into the number: where the true mean is near 0 the number is too large, a draw is larger still, and
/// no reading of plain draws covers. Instead limits are found by inverting the test "the true sum is this large": a candidate's means are
/// the likeliest ones with that sum, the rows' own bootstrap noise is added to them, and the candidate is kept while the number seen is
/// not in a tail of what comes out. Likeliest, each mean about normal with its bootstrap variance: |mean| less (for a larger sum: more) a multiple of
/// its variance, not below 0. Source: hybrid resampling, Chuang and Lai, Statistica Sinica 10, 2000. For the upper limit
/// the number seen counts as no smaller than what luckier than 16 % of samples with a true sum of 0 would give, or the interval could
/// be empty (power-constrained limits, Cowan, Cranmer, Gross and Vitells, arXiv 1105.3166, 2011).
/// </remarks>
internal static class FoldedSum
{
    private const double Widest = 8;
    private const double Luckiest = 0.16;

    /// <summary>The sum with its interval, at any grouping and weighting of rows.</summary>
    /// <param name="parts">Part of each row, 0, 1, ...; length n.</param>
    /// <param name="values">Length n, finite.</param>
    /// <param name="options">Draws, seed, units, weights, level, threads.</param>
    public static Interval Interval(int[] parts, double[] values, BootstrapOptions options)
    {
        var resampling = new Resampling(values.Length, options);
        var seen = new double[parts.Max() + 1];
        Means(parts, values, resampling.Plain(), seen);
        var sum = seen.Sum(Math.Abs);
        // A draw without any weight has no means.
        double[][] noise = resampling.Units < 2 ? [] : [.. Noise((parts, values), resampling, seen, options).Where(draw => double.IsFinite(draw[0]))];
        if (noise.Length < 0.9 * options.Draws)
        {
            var reason = resampling.Units < 2 ? "there is only one unit to draw" : $"{options.Draws - noise.Length} of {options.Draws} draws are undefined";
            return new(sum, double.NaN, double.NaN, $"hybrid resampling: no interval, {reason}") { Level = options.Level };
        }

        var (low, high) = Limits(seen, noise, (1 - options.Level) / 2);
        return new(sum, low, high, "hybrid resampling" + (options.Units.Length == 0 ? "" : " over units")) { Level = options.Level };
    }

    // What each draw adds to the means, draw after draw.
    private static double[][] Noise((int[] Parts, double[] Values) rows, Resampling resampling, double[] seen, BootstrapOptions options)
    {
        var noise = new double[options.Draws][];
        resampling.Each(options, (draw, weights) =>
        {
            var means = new double[seen.Length];
            Means(rows.Parts, rows.Values, weights, means);
            for (var k = 0; k < means.Length; k++)
            {
                means[k] -= seen[k];
            }

            noise[draw] = means;
        });
        return noise;
    }

    private static (double Low, double High) Limits(double[] seen, double[][] noise, double tail)
    {
        double[] variances = [.. seen.Select((_, k) => noise.Average(draw => draw[k] * draw[k]))];
        var (sum, spread) = (seen.Sum(Math.Abs), variances.Sum());
        if (spread == 0)
        {
            return (sum, sum);
        }

        double[] perfect = [.. noise.Select(draw => draw.Sum(Math.Abs)).Order()];
        var notLuckier = Math.Max(sum, Quantiles.Linear(perfect, Luckiest));
        double[] Candidate(double less) => [.. seen.Select((mean, k) => Math.CopySign(Math.Max(0, Math.Abs(mean) - (less * variances[k])), mean))];
        double Above(double less) => Share(Candidate(less), noise, total => total >= sum);
        double Below(double less) => Share(Candidate(less), noise, total => total <= notLuckier);

        // A candidate is found by how much is taken away: from far above the sum seen down to nothing left.
        var most = -Widest * variances.Sum(Math.Sqrt) / spread;
        var nothing = seen.Select((mean, k) => variances[k] > 0 ? Math.Abs(mean) / variances[k] : 0).Max();
        var low = Above(nothing) > tail ? 0 : Candidate(Tails.Root(less => tail - Above(less), most, nothing)).Sum(Math.Abs);
        return (low, Candidate(Tails.Root(less => Below(less) - tail, most, nothing)).Sum(Math.Abs));
    }

    private static double Share(double[] means, double[][] noise, Func<double, bool> counts)
    {
        var count = 0;
        foreach (var draw in noise)
        {
            var total = 0.0;
            for (var k = 0; k < means.Length; k++)
            {
                total += Math.Abs(means[k] + draw[k]);
            }

            count += counts(total) ? 1 : 0;
        }

        return (double)count / noise.Length;
    }

    private static void Means(int[] parts, double[] values, ReadOnlySpan<double> weights, Span<double> means)
    {
        var all = 0.0;
        for (var row = 0; row < values.Length; row++)
        {
            means[parts[row]] += weights[row] * values[row];
            all += weights[row];
        }

        foreach (ref var mean in means)
        {
            mean /= all;
        }
    }
}

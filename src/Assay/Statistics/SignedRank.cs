using Assay.Numerics;

namespace Assay.Statistics;

/// <summary>Wilcoxon's signed-rank test and the sign test of paired differences.</summary>
/// <remarks>Source: Wilcoxon, Biometrics Bulletin 1, 1945; zeros: Pratt, JASA 54, 1959, and Cureton, JASA 62, 1967; checked against scipy 1.10.</remarks>
public static class SignedRank
{
    /// <summary>Normal approximation with tie correction; the statistic is the smaller of both rank sums.</summary>
    /// <param name="differences">One a pair.</param>
    /// <param name="zeros">What to do with zero differences.</param>
    /// <param name="continuity">Distance the statistic is moved towards its mean: 0 or 0.5.</param>
    /// <exception cref="AssayException"><c>data.differences-zero</c> when every difference is zero.</exception>
    public static TestResult Normal(ReadOnlySpan<double> differences, ZeroDifferences zeros = ZeroDifferences.Drop, double continuity = 0)
    {
        double[] used = Check(differences, zeros);
        var (ranks, ties) = Ranks.Mid(Magnitudes(used));
        var zeroCount = used.Count(d => d == 0);
        var (plus, minus) = Sums(used, ranks);
        if (zeros == ZeroDifferences.Split)
        {
            var zeroRanks = zeroCount * (zeroCount + 1) / 2.0;
            (plus, minus) = (plus + (zeroRanks / 2), minus + (zeroRanks / 2));
        }

        double count = used.Length;
        var mean = count * (count + 1) / 4;
        var spread = count * (count + 1) * ((2 * count) + 1);
        if (zeros == ZeroDifferences.Pratt)
        {
            mean -= zeroCount * (zeroCount + 1) / 4.0;
            spread -= zeroCount * (zeroCount + 1.0) * ((2 * zeroCount) + 1);
            if (zeroCount > 1)
            {
                ties.Remove(zeroCount);
            }
        }

        var statistic = Math.Min(plus, minus);
        var deviation = Math.Sqrt((spread - (Ranks.Correction(ties) / 2)) / 24);
        var z = (statistic - mean - (continuity * Math.Sign(statistic - mean))) / deviation;
        return new(statistic, Tails.NormalTwoSided(z));
    }

    /// <summary>Exact two-sided test; only for differences without zeros and ties, for which the statistic's distribution is known.</summary>
    /// <returns>NaN as p when there are ties or zeros, or more than 1,000 differences.</returns>
    /// <exception cref="AssayException"><c>data.differences-zero</c> when every difference is zero.</exception>
    public static TestResult Exact(ReadOnlySpan<double> differences)
    {
        double[] used = Check(differences, ZeroDifferences.Drop);
        var (ranks, ties) = Ranks.Mid(Magnitudes(used));
        var (plus, minus) = Sums(used, ranks);
        var statistic = Math.Min(plus, minus);
        return ties.Count > 0 || used.Length < differences.Length || used.Length > 1000
            ? new(statistic, double.NaN)
            : new(statistic, Math.Min(1, 2 * ShareAtMost((int)statistic, used.Length)));
    }

    /// <summary>Exact two-sided binomial test of as many positive as negative differences; zeros do not count. The statistic is the number of positives.</summary>
    public static (long Positive, long Count, double P) Sign(ReadOnlySpan<double> differences)
    {
        var (positive, negative) = (0L, 0L);
        foreach (var difference in differences)
        {
            positive += difference > 0 ? 1 : 0;
            negative += difference < 0 ? 1 : 0;
        }

        return (positive, positive + negative, McNemar.Of(positive, negative).Exact);
    }

    // Share of all 2^n sign patterns whose positive ranks sum to at most so much.
    private static double ShareAtMost(int statistic, int count)
    {
        var shares = new double[statistic + 1];
        shares[0] = 1;
        for (var rank = 1; rank <= count; rank++)
        {
            for (var sum = statistic; sum >= 0; sum--)
            {
                shares[sum] = 0.5 * (shares[sum] + (sum >= rank ? shares[sum - rank] : 0));
            }
        }

        return shares.Sum();
    }

    private static double[] Check(ReadOnlySpan<double> differences, ZeroDifferences zeros)
    {
        double[] all = differences.ToArray();
        if (all.Any(double.IsNaN))
        {
            throw new AssayException("data.not-finite", "A difference is NaN. Leave such pairs out.");
        }

        double[] used = [.. all.Where(d => d != 0)];
        return used.Length == 0
            ? throw new AssayException("data.differences-zero", "Every difference is zero, so there is nothing to rank: the two are identical on these rows.")
            : zeros == ZeroDifferences.Drop ? used : all;
    }

    private static double[] Magnitudes(double[] differences) => Array.ConvertAll(differences, Math.Abs);

    private static (double Plus, double Minus) Sums(double[] differences, double[] ranks)
    {
        var (plus, minus) = (0.0, 0.0);
        for (var i = 0; i < ranks.Length; i++)
        {
            plus += differences[i] > 0 ? ranks[i] : 0;
            minus += differences[i] < 0 ? ranks[i] : 0;
        }

        return (plus, minus);
    }
}

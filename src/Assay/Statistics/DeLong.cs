using Assay.Numerics;

namespace Assay.Statistics;

/// <summary>The area under the ROC curve with its variance, and the difference of two such areas over the same rows, without drawing.</summary>
/// <remarks>
/// Source: DeLong, DeLong and Clarke-Pearson, Biometrics 44, 1988; computed from midranks in O(n log n): Sun and Xu, IEEE Signal
/// Processing Letters 21, 2014. Rows must be independent and unweighted; with groups or weights use <see cref="Bootstrap"/>.
/// </remarks>
public static class DeLong
{
    /// <summary>The area with an interval on the logit scale, which stays within [0, 1] and covers better near 1.</summary>
    /// <remarks>Logit scale: Pepe, The Statistical Evaluation of Medical Tests, 2003, section 5.2. At an area of exactly 0 or 1, or
    /// when the variance is 0, the logit does not exist: the exact one-sided limit of the worse class size is given (rule of three kind).</remarks>
    /// <param name="truth">1 for positive, else negative; length n.</param>
    /// <param name="scores">Larger means more likely positive; length n.</param>
    /// <param name="level">In (0, 1).</param>
    public static Interval Area(ReadOnlySpan<double> truth, ReadOnlySpan<double> scores, double level = 0.95)
    {
        Check(truth, scores);
        if (Components(truth, scores) is not { } parts)
        {
            return Interval.None("only one class is present, or one row of a class") with { Level = level };
        }

        var variance = Variance(parts, parts);
        if (variance == 0 || parts.Area <= 0 || parts.Area >= 1)
        {
            // All pairs agree: the chance that a new pair disagrees is bounded by the smaller class alone.
            var reach = 1 - Math.Pow((1 - level) / 2, 1.0 / Math.Min(parts.Positive.Length, parts.Negative.Length));
            return new Interval(parts.Area, Math.Max(0, parts.Area - reach), Math.Min(1, parts.Area + reach), "delong, exact at the edge") { Level = level };
        }

        var logit = Math.Log(parts.Area / (1 - parts.Area));
        var half = Tails.NormalOfLevel(level) * Math.Sqrt(variance) / (parts.Area * (1 - parts.Area));
        return new Interval(parts.Area, Sigmoid(logit - half), Sigmoid(logit + half), "delong, logit") { Level = level };
    }

    /// <summary>First minus second over the same rows, with the covariance of the two areas taken into account.</summary>
    /// <exception cref="ArgumentException">The three spans do not have the same length.</exception>
    public static DeLongComparison Paired(ReadOnlySpan<double> truth, ReadOnlySpan<double> first, ReadOnlySpan<double> second, double level = 0.95)
    {
        Check(truth, first);
        Check(truth, second);
        if (Components(truth, first) is not { } a || Components(truth, second) is not { } b)
        {
            return new(Interval.None("only one class is present, or one row of a class") with { Level = level }, double.NaN, double.NaN);
        }

        var (varianceOfFirst, varianceOfSecond, covariance) = (Variance(a, a), Variance(b, b), Variance(a, b));
        var deviation = Math.Sqrt(Math.Max(0, varianceOfFirst + varianceOfSecond - (2 * covariance)));
        var difference = a.Area - b.Area;
        var z = deviation == 0 ? (difference == 0 ? 0 : double.PositiveInfinity * Math.Sign(difference)) : difference / deviation;
        var half = Tails.NormalOfLevel(level) * deviation;
        var interval = new Interval(difference, difference - half, difference + half, "paired DeLong") { Level = level };
        return new(interval, z, Tails.NormalTwoSided(z))
        {
            First = a.Area,
            Second = b.Area,
            VarianceOfFirst = varianceOfFirst,
            VarianceOfSecond = varianceOfSecond,
            Covariance = covariance,
        };
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    // V10 and V01 of the paper: for every positive the share of negatives below it, for every negative the share of positives above it.
    private static (double Area, double[] Positive, double[] Negative)? Components(ReadOnlySpan<double> truth, ReadOnlySpan<double> scores)
    {
        var positives = 0;
        foreach (var label in truth)
        {
            positives += label == 1 ? 1 : 0;
        }

        var negatives = truth.Length - positives;
        if (positives < 2 || negatives < 2)
        {
            return null;
        }

        var order = RadixSort.Order(scores);
        var place = new double[truth.Length];
        var (positivesBelow, negativesBelow) = (0, 0);
        for (int start = 0, end; start < order.Length; start = end)
        {
            var tied = 0;
            for (end = start; end < order.Length && scores[order[end]] == scores[order[start]]; end++)
            {
                tied += truth[order[end]] == 1 ? 1 : 0;
            }

            var below = (negativesBelow + ((end - start - tied) / 2.0)) / negatives;
            var above = 1 - ((positivesBelow + (tied / 2.0)) / positives);
            for (var i = start; i < end; i++)
            {
                place[order[i]] = truth[order[i]] == 1 ? below : above;
            }

            positivesBelow += tied;
            negativesBelow += end - start - tied;
        }

        return Divide(truth, place, positives);
    }

    private static (double Area, double[] Positive, double[] Negative) Divide(ReadOnlySpan<double> truth, double[] place, int positives)
    {
        var (positive, negative) = (new double[positives], new double[truth.Length - positives]);
        var (p, n) = (0, 0);
        for (var row = 0; row < truth.Length; row++)
        {
            if (truth[row] == 1)
            {
                positive[p++] = place[row];
            }
            else
            {
                negative[n++] = place[row];
            }
        }

        return (Sums.Mean(positive), positive, negative);
    }

    private static double Variance((double Area, double[] Positive, double[] Negative) a, (double Area, double[] Positive, double[] Negative) b) =>
        (Covariance(a.Positive, b.Positive, a.Area, b.Area) / a.Positive.Length) + (Covariance(a.Negative, b.Negative, a.Area, b.Area) / a.Negative.Length);

    private static double Covariance(double[] a, double[] b, double meanOfA, double meanOfB)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
        {
            sum += (a[i] - meanOfA) * (b[i] - meanOfB);
        }

        return sum / (a.Length - 1);
    }

    private static void Check(ReadOnlySpan<double> truth, ReadOnlySpan<double> scores)
    {
        Inputs.SameLength(truth.Length, scores.Length, "Truth and scores");
        Inputs.Finite(truth, "truth");
        Inputs.Finite(scores, "score");
    }
}

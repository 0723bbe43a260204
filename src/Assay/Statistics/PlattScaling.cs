namespace Assay.Statistics;

/// <summary>A calibration of two classes: P = 1 / (1 + exp(slope x score + offset)).</summary>
/// <param name="Slope">Below 0 when larger scores mean more likely.</param>
/// <param name="Offset">The offset.</param>
/// <param name="Loss">Negative log-likelihood, in nats, of the smoothed targets at the optimum.</param>
/// <remarks>
/// Targets (n1 + 1) / (n1 + 2) and 1 / (n0 + 2). Newton's method with halving to a gradient below 1e-12 of the start. Source: Platt
/// 1999; Lin, Lin and Weng, Machine Learning 68, 2007.
/// </remarks>
public sealed record PlattScaling(double Slope, double Offset, double Loss)
{
    /// <summary>Fits slope and offset.</summary>
    /// <param name="scores">Length n, finite.</param>
    /// <param name="truth">1 for positive, else negative; length n.</param>
    /// <exception cref="AssayException"><c>data.one-class</c> when a class is missing, <c>data.not-finite</c>.</exception>
    public static PlattScaling Fit(ReadOnlySpan<double> scores, ReadOnlySpan<double> truth)
    {
        Inputs.SameLength(scores.Length, truth.Length, "Scores and truth");
        Inputs.Finite(scores, "score");
        Inputs.Finite(truth, "truth");
        var s = scores.ToArray();
        bool[] positive = [.. truth.ToArray().Select(t => t == 1)];
        double positives = positive.Count(p => p), negatives = s.Length - positives;
        if (positives == 0 || negatives == 0)
        {
            throw new AssayException("data.one-class", "Only one class is present, so no calibration can be fitted. Give rows of both classes.");
        }

        double[] targets = [.. positive.Select(p => p ? (positives + 1) / (positives + 2) : 1 / (negatives + 2))];
        var (a, b) = (0.0, Math.Log((negatives + 1) / (positives + 1)));
        var loss = LossAt(s, targets, (a, b));
        for (var step = 0; step < 200; step++)
        {
            var (da, db) = Direction(s, targets, (a, b));
            var size = 1.0;
            var next = LossAt(s, targets, (a + da, b + db));
            while (next > loss && size > 1e-10)
            {
                size /= 2;
                next = LossAt(s, targets, (a + (size * da), b + (size * db)));
            }

            if (next > loss)
            {
                break;
            }

            var moved = Math.Abs(size * da) + Math.Abs(size * db);
            (a, b, loss) = (a + (size * da), b + (size * db), next);
            if (moved <= 1e-14 * (Math.Abs(a) + Math.Abs(b) + 1e-300))
            {
                break;
            }
        }

        return new(a, b, loss);
    }

    /// <summary>The probability of a score.</summary>
    public double At(double score) => 1 / (1 + Math.Exp((Slope * score) + Offset));

    private static double LossAt(double[] scores, double[] targets, (double A, double B) at)
    {
        var sum = 0.0;
        for (var i = 0; i < scores.Length; i++)
        {
            var f = (at.A * scores[i]) + at.B;
            // -t ln p - (1 - t) ln(1 - p) without overflow on either side.
            sum += f >= 0 ? (targets[i] * f) + Math.Log(1 + Math.Exp(-f)) : ((targets[i] - 1) * f) + Math.Log(1 + Math.Exp(f));
        }

        return sum;
    }

    private static (double A, double B) Direction(double[] scores, double[] targets, (double A, double B) at)
    {
        var (ga, gb, haa, hab, hbb) = (0.0, 0.0, 0.0, 0.0, 0.0);
        for (var i = 0; i < scores.Length; i++)
        {
            var p = 1 / (1 + Math.Exp((at.A * scores[i]) + at.B));
            var (gap, curve) = (targets[i] - p, p * (1 - p));
            ga += scores[i] * gap;
            gb += gap;
            haa += scores[i] * scores[i] * curve;
            hab += scores[i] * curve;
            hbb += curve;
        }

        // A ridge of rounding size keeps constant scores solvable.
        haa += 1e-14 * haa;
        var determinant = (haa * hbb) - (hab * hab);
        return determinant > 0 ? (-((hbb * ga) - (hab * gb)) / determinant, -((haa * gb) - (hab * ga)) / determinant) : (0, -gb / hbb);
    }
}

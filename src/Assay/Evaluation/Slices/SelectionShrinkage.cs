using Assay.Numerics;
using Assay.Statistics;

namespace Assay.Evaluation.Slices;

/// <summary>Takes off a reported difference what is due to its having been reported only because it was large (the winner's curse).</summary>
/// <remarks>
/// A difference with standard error s that is told only when its size exceeds a threshold has the distribution of a normal number cut
/// off there. The limits are the true differences under which what was seen is that distribution's 97.5 % and 2.5 % point (at the level
/// 0.95): Zhong and Prentice, Biostatistics 9(4), 2008, section 2.3. The estimate is the mean of the conditional likelihood: Ghosh, Zou
/// and Wright, American Journal of Human Genetics 82, 2008, second estimator. A difference far above its threshold stays as it is.
/// </remarks>
internal static class SelectionShrinkage
{
    private const string Method = "conditional on being reported";

    // In standard errors: the likelihood beyond is nothing.
    private const double Reach = 12;
    private const int StepsPerError = 50;

    /// <summary>The corrected difference.</summary>
    /// <param name="difference">What was seen; its size exceeds <paramref name="threshold"/>.</param>
    /// <param name="error">Its standard error, at least 0.</param>
    /// <param name="threshold">At least 0.</param>
    /// <param name="level">In (0, 1).</param>
    public static Interval Of(double difference, double error, double threshold, double level = 0.95)
    {
        if (!(error > 0))
        {
            return new Interval(difference, difference, difference, "no correction: no row differs from the others of its side") { Level = level };
        }

        var (seen, cut, sign) = (Math.Abs(difference) / error, threshold / error, Math.Sign(difference) * error);
        var tail = (1 - level) / 2;
        double Limit(double above) => Tails.Root(truth => Math.Exp(LogAbove(seen - truth) - LogReported(cut, truth)) - above, seen - 40, seen + 10);
        var (near, far) = (sign * Limit(tail), sign * Limit(1 - tail));
        return new Interval(sign * MeanOfLikelihood(seen, cut), Math.Min(near, far), Math.Max(near, far), Method) { Level = level };
    }

    private static double MeanOfLikelihood(double seen, double cut)
    {
        var (weight, sum) = (0.0, 0.0);
        for (var step = -Reach * StepsPerError; step <= Reach * StepsPerError; step++)
        {
            var truth = seen + (step / StepsPerError);
            var likelihood = Math.Exp((-0.5 * (seen - truth) * (seen - truth)) - LogReported(cut, truth));
            weight += likelihood;
            sum += likelihood * truth;
        }

        return sum / weight;
    }

    // log P(|Z| > cut) for Z about the truth.
    private static double LogReported(double cut, double truth)
    {
        var (first, second) = (LogAbove(cut - truth), LogAbove(cut + truth));
        var larger = Math.Max(first, second);
        return larger + Math.Log(Math.Exp(first - larger) + Math.Exp(second - larger));
    }

    // log P(Z > z); Abramowitz and Stegun 26.2.12 where the tail itself would be 0.
    private static double LogAbove(double z)
    {
        if (z < 20)
        {
            return Math.Log(Tails.NormalBelow(-z));
        }

        var inverse = 1 / (z * z);
        return (-z * z / 2) - Math.Log(z * Math.Sqrt(2 * Math.PI)) + Math.Log(1 - inverse + (3 * inverse * inverse) - (15 * inverse * inverse * inverse));
    }
}

using Assay.Numerics;
using Assay.Statistics;

namespace Assay.Evaluation.Slices;

/// <summary>Takes off a reported difference what is due to its having been reported only because it was large (the winner's curse).</summary>
/// <remarks>
/// A difference with standard error s that is told only when it exceeds a threshold has the distribution of a normal number cut off
/// there. The estimate is the true difference under which what was seen is the median of that distribution, the limits those under
/// which it is its 2.5 % and 97.5 % point (at the level 0.95). Source: Zhong and Prentice, Biostatistics 9(4), 2008; the median-unbiased
/// form as in Fithian, Sun and Taylor 2014, section 3. A difference far above its threshold stays as it is.
/// </remarks>
internal static class SelectionShrinkage
{
    private const string Method = "median-unbiased given that it was reported";

    /// <summary>The corrected difference.</summary>
    /// <param name="difference">What was seen; its size exceeds <paramref name="threshold"/>.</param>
    /// <param name="error">Its standard error, at least 0.</param>
    /// <param name="threshold">At least 0.</param>
    /// <param name="level">In (0, 1).</param>
    public static Interval Of(double difference, double error, double threshold, double level = 0.95)
    {
        if (!(error > 0))
        {
            return new Interval(difference, difference, difference, "no correction: every row has the same loss") { Level = level };
        }

        var (size, sign) = (Math.Abs(difference), Math.Sign(difference));
        var tail = (1 - level) / 2;
        double TrueSize(double above) => Tails.Root(truth => Above((size - truth) / error, (threshold - truth) / error) - above, size - (40 * error), size + (10 * error));
        // What is below nothing is nothing: the estimate, not the limits, ends at 0.
        var (value, low, high) = (Math.Max(0, TrueSize(0.5)), TrueSize(tail), TrueSize(1 - tail));
        return sign >= 0
            ? new Interval(value, low, high, Method) { Level = level }
            : new Interval(-value, -high, -low, Method) { Level = level };
    }

    // P(Z > far | Z > near); grows with the true size.
    private static double Above(double far, double near) => far <= near ? 1 : Math.Exp(LogAbove(far) - LogAbove(near));

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

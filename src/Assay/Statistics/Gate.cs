using Assay.Numerics;

namespace Assay.Statistics;

/// <summary>Turns the interval of a paired difference into one of four answers, and says what the data could have shown.</summary>
public static class Gate
{
    /// <summary>What the interval allows one to say. Positive differences are better.</summary>
    /// <remarks>
    /// Equal within the margin: the whole interval lies in [-margin, margin]. Better: the whole interval lies above 0 and the
    /// estimate is at least the margin. Worse: the whole interval lies below 0. Otherwise, and when undefined: cannot tell.
    /// With no true difference, better is said in at most half of (1 - level) of all comparisons.
    /// </remarks>
    /// <param name="difference">New minus old, in a unit where more is better.</param>
    /// <param name="margin">The smallest useful difference, at least 0, in the same unit.</param>
    public static Decision Decide(Interval difference, double margin)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(margin);
        return difference switch
        {
            { Value: double.NaN } or { Low: double.NaN } or { High: double.NaN } => Decision.CannotTell,
            _ when difference.Low >= -margin && difference.High <= margin && (margin > 0 || difference.Low == difference.High) => Decision.EqualWithinMargin,
            { Low: > 0 } when difference.Value >= margin => Decision.Better,
            { High: < 0 } => Decision.Worse,
            _ => Decision.CannotTell,
        };
    }

    /// <summary>Whether the new one is at most the limit worse, with confidence: the lower limit lies above -limit. For slices, latency, memory, money.</summary>
    /// <param name="difference">New minus old, in a unit where more is better.</param>
    /// <param name="limit">The largest loss that is accepted, at least 0.</param>
    public static bool IsNotInferior(Interval difference, double limit) => difference.Low >= -limit;

    /// <summary>Where a loss lies: within its limit when the whole interval is at most the limit, beyond when all of it is above, otherwise it cannot be told.</summary>
    /// <param name="loss">A number of which less is better, such as a failure rate or the growth of a cost; NaN cannot be told.</param>
    /// <param name="limit">The most that is accepted.</param>
    public static LimitState AtMost(Interval loss, double limit) => loss switch
    {
        { Value: double.NaN } or { Low: double.NaN } or { High: double.NaN } => LimitState.CannotTell,
        _ when loss.High <= limit => LimitState.Within,
        _ when loss.Low > limit => LimitState.Exceeded,
        _ => LimitState.CannotTell,
    };

    /// <summary>The smallest true gain that would be called better with this power at this number of rows.</summary>
    /// <remarks>The larger of (z_level + z_power) s and margin + z_power s, s being the standard error that the interval's width implies.</remarks>
    /// <param name="difference">A paired difference with its interval; NaN gives NaN.</param>
    /// <param name="margin">The gate's margin.</param>
    /// <param name="power">Chance of being found, in (0.5, 1).</param>
    public static double SmallestDetectable(Interval difference, double margin = 0, double power = 0.8)
    {
        var (level, found) = (Tails.NormalOfLevel(difference.Level), Tails.NormalQuantile(power));
        var error = StandardError(difference);
        return Math.Max((level + found) * error, margin + (found * error));
    }

    /// <summary>About how many rows (or units, if those were drawn) a true gain of this size needs to be called better with this power.</summary>
    /// <remarks>The standard error is taken to fall with the root of the rows.</remarks>
    /// <param name="difference">A paired difference with its interval, measured on <paramref name="rows"/>.</param>
    /// <param name="rows">Rows it was measured on.</param>
    /// <param name="target">The true gain to be found and the gate's margin below it.</param>
    /// <param name="power">Chance of being found, in (0.5, 1).</param>
    /// <returns>Rows, rounded up; infinity when the gain is not above the margin, NaN when the interval is undefined.</returns>
    public static double RowsNeeded(Interval difference, long rows, (double Gain, double Margin) target, double power = 0.8)
    {
        var (level, found) = (Tails.NormalOfLevel(difference.Level), Tails.NormalQuantile(power));
        var allowed = Math.Min(target.Gain / (level + found), (target.Gain - target.Margin) / found);
        var ratio = StandardError(difference) / allowed;
        return allowed <= 0 ? double.PositiveInfinity : Math.Ceiling(rows * ratio * ratio);
    }

    /// <summary>Half the interval's width over the normal quantile of its level.</summary>
    public static double StandardError(Interval difference) =>
        (difference.High - difference.Low) / (2 * Tails.NormalOfLevel(difference.Level));
}

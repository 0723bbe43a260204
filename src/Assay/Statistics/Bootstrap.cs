using Assay.Numerics;

namespace Assay.Statistics;

/// <summary>Intervals by drawing rows, or whole units of rows, again with replacement.</summary>
/// <remarks>
/// A draw is a weight a row: how often it was drawn. Each draw has a random stream of its own and its place in the result, so the
/// answer is the same bits at any number of threads. Drawing whole units makes it the cluster bootstrap (Field and Welsh, JRSS-B
/// 69, 2007); with blocks of time as units, the block bootstrap (Kuensch, Annals of Statistics 17, 1989, with blocks that do not
/// overlap). Draws on which the number is undefined are left out; when they are more than one in ten there is no interval.
/// </remarks>
public static class Bootstrap
{
    private const int JackknifeGroups = 200;

    /// <summary>The number with its bootstrap interval.</summary>
    /// <param name="score">The number as a function of row weights; called from several threads.</param>
    /// <param name="rows">Rows, at least 1.</param>
    /// <param name="options">Draws, seed, units and so on.</param>
    /// <exception cref="ArgumentException">Units or row weights do not line up with the rows.</exception>
    /// <exception cref="OperationCanceledException">The options' token ended the drawing.</exception>
    public static Interval Of(WeightedScore score, int rows, BootstrapOptions options)
    {
        var resampling = new Resampling(rows, options);
        if (options.Kind == BootstrapKind.Studentised)
        {
            return StudentisedBootstrap.Of(score, resampling, options, "bootstrap").Interval;
        }

        return Read(score, resampling, Draw(score, resampling, options), options, "bootstrap");
    }

    /// <summary>First minus second over the same draws, with a two-sided p value.</summary>
    /// <remarks>
    /// p = min(1, 2 min((1 + draws at or below 0) / (B + 1), (1 + draws at or above 0) / (B + 1))): the add-one form never claims
    /// 0 (Davison and Hinkley, Bootstrap Methods and their Application, 1997, section 4.2).
    /// </remarks>
    /// <exception cref="ArgumentException">Units or row weights do not line up with the rows.</exception>
    /// <exception cref="OperationCanceledException">The options' token ended the drawing.</exception>
    public static PairedDifference Paired(WeightedScore first, WeightedScore second, int rows, BootstrapOptions options)
    {
        double Difference(ReadOnlySpan<double> weights) => first(weights) - second(weights);
        var resampling = new Resampling(rows, options);
        if (options.Kind == BootstrapKind.Studentised)
        {
            var studentised = StudentisedBootstrap.Of(Difference, resampling, options, "paired bootstrap");
            return new(studentised.Interval, TwoSidedP(studentised.Draws));
        }

        var draws = Draw(Difference, resampling, options);
        return new(Read(Difference, resampling, draws, options, "paired bootstrap"), TwoSidedP(draws));
    }

    /// <summary>The value of every draw, in order of draw; NaN where it is undefined. For anyone who wants more than an interval.</summary>
    /// <exception cref="ArgumentException">Units or row weights do not line up with the rows.</exception>
    /// <exception cref="OperationCanceledException">The options' token ended the drawing.</exception>
    public static double[] Draws(WeightedScore score, int rows, BootstrapOptions options) => Draw(score, new Resampling(rows, options), options);

    /// <summary>The add-one two-sided p value of draws against 0; NaN draws do not count.</summary>
    public static double TwoSidedP(ReadOnlySpan<double> draws)
    {
        int below = 0, above = 0, defined = 0;
        foreach (var draw in draws)
        {
            below += draw <= 0 ? 1 : 0;
            above += draw >= 0 ? 1 : 0;
            defined += double.IsNaN(draw) ? 0 : 1;
        }

        return defined == 0 ? double.NaN : Math.Min(1, 2.0 * (1 + Math.Min(below, above)) / (defined + 1));
    }

    private static double[] Draw(WeightedScore score, Resampling resampling, BootstrapOptions options)
    {
        var results = new double[options.Draws];
        resampling.Each(options, (draw, weights) => results[draw] = score(weights));
        return results;
    }

    private static Interval Read(WeightedScore score, Resampling resampling, double[] draws, BootstrapOptions options, string method)
    {
        var estimate = score(resampling.Plain());
        if (double.IsNaN(estimate))
        {
            return Interval.None("the number itself is undefined on these rows") with { Level = options.Level };
        }

        double[] sorted = [.. draws.Where(d => !double.IsNaN(d)).Order()];
        if (resampling.Units < 2 || sorted.Length < 0.9 * draws.Length)
        {
            var reason = resampling.Units < 2
                ? "there is only one unit to draw"
                : $"{draws.Length - sorted.Length} of {draws.Length} draws are undefined";
            return new Interval(estimate, double.NaN, double.NaN, $"{method}: no interval, {reason}") { Level = options.Level };
        }

        Func<double[]> jackknife = () => Jackknife(score, resampling);
        var (low, high) = BootstrapLimits.Of(estimate, sorted, options.Level, (options.Kind, jackknife));
        var name = options.Kind switch
        {
            BootstrapKind.BiasCorrected => $"{method}, bias-corrected and accelerated",
            BootstrapKind.Basic => $"{method}, basic",
            _ => method,
        };
        return new Interval(estimate, low, high, options.Units.Length == 0 ? name : name + " over units") { Level = options.Level };
    }

    private static double[] Jackknife(WeightedScore score, Resampling resampling)
    {
        var groups = Math.Min(JackknifeGroups, resampling.Units);
        var weights = resampling.Plain();
        var values = new double[groups];
        for (var group = 0; group < groups; group++)
        {
            resampling.LeaveOut(group, groups, weights);
            values[group] = score(weights);
        }

        return values;
    }
}

using Assay.Numerics;

namespace Assay.Statistics;

/// <summary>The bootstrap of a number divided by its standard error, also called bootstrap-t.</summary>
/// <remarks>
/// Limits: number - quantile of t* x standard error, t* = (draw - number) / standard error of the draw. Source: Efron, The Jackknife, the
/// Bootstrap and Other Resampling Plans, 1982, section 10.10; Hall, Annals of Statistics 16, 1988. Standard errors by leaving out one of
/// twenty random groups of the drawn units in turn (Efron and Tibshirani 1993, chapter 11); a draw is made group by group, since copies
/// of one unit in one group would count their likeness as error.
/// </remarks>
internal static class StudentisedBootstrap
{
    private const int MostGroups = 20;

    /// <summary>The interval, and every draw's number for whoever wants a p value.</summary>
    public static (Interval Interval, double[] Draws) Of(WeightedScore score, Resampling resampling, BootstrapOptions options, string method)
    {
        var draws = new double[options.Draws];
        var name = $"{method}, studentised" + (options.Units.Length == 0 ? "" : " over units");
        var groups = Math.Min(MostGroups, resampling.Units);
        var (estimate, error) = Seen(score, resampling, groups);
        if (double.IsNaN(estimate))
        {
            return (Interval.None("the number itself is undefined on these rows") with { Level = options.Level }, draws);
        }

        var ratios = new double[options.Draws];
        resampling.Each(options, groups, (draw, weights) =>
        {
            (draws[draw], var ownError) = Spread(score, weights);
            ratios[draw] = ownError > 0 ? (draws[draw] - estimate) / ownError : double.NaN;
        });
        double[] sorted = [.. ratios.Where(double.IsFinite).Order()];
        if (groups < 2 || !(error > 0) || sorted.Length < 0.9 * ratios.Length)
        {
            return (new Interval(estimate, double.NaN, double.NaN, $"{name}: no interval, standard errors are zero or undefined") { Level = options.Level }, draws);
        }

        var tail = (1 - options.Level) / 2;
        var (low, high) = (estimate - (error * Quantiles.Linear(sorted, 1 - tail)), estimate - (error * Quantiles.Linear(sorted, tail)));
        return (new Interval(estimate, low, high, name) { Level = options.Level }, draws);
    }

    private static (double Value, double Error) Seen(WeightedScore score, Resampling resampling, int groups)
    {
        var weights = resampling.Plain();
        var value = score(weights);
        var leftOut = new double[groups];
        for (var group = 0; group < groups; group++)
        {
            resampling.LeaveOut(group, groups, weights);
            leftOut[group] = score(weights);
        }

        return (value, Error(leftOut));
    }

    // Weights: the whole draw first, then the draw without each of its groups.
    private static (double Value, double Error) Spread(WeightedScore score, IEnumerable<double[]> weights)
    {
        double[] values = [.. weights.Select(w => score(w))];
        return (values[0], Error(values.AsSpan(1)));
    }

    // Source: Efron and Tibshirani 1993, equation 11.5, with groups in place of rows.
    private static double Error(ReadOnlySpan<double> leftOut) =>
        Math.Sqrt((leftOut.Length - 1.0) / leftOut.Length * Sums.Squares(leftOut, Sums.Mean(leftOut)));
}

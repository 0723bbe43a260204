using Assay.Evaluation.Rows;
using Assay.Numerics;
using Assay.Statistics;

namespace Assay.Evaluation.Calibration;

/// <summary>How many events (or how much in all) the predictions add up to, against how many there were.</summary>
/// <param name="Expected">Sum of the predictions.</param>
/// <param name="Observed">Sum of what happened.</param>
/// <param name="Ratio">Observed over expected with its interval.</param>
/// <param name="P">Two-sided p value of a ratio of 1; NaN when undefined.</param>
/// <remarks>The ratio of two weighted sums; its variance by linearisation (Cochran, Sampling Techniques, 1977, section 6.4). Without any event: Garwood, Biometrika 28, 1936.</remarks>
internal sealed record EventCounts(double Expected, double Observed, Interval Ratio, double P)
{
    /// <summary>The counts of these rows.</summary>
    /// <param name="predicted">One number a row, of positive sum.</param>
    /// <param name="happened">0 or 1, or an amount, length n.</param>
    /// <param name="design">How rows count.</param>
    public static EventCounts Of(double[] predicted, double[] happened, RowDesign design)
    {
        var total = design.Total(predicted.Length);
        var (expected, observed) = (total * design.Average(predicted), total * design.Average(happened));
        if (!(expected > 0))
        {
            return new(expected, observed, Interval.None("the predictions do not add up to more than 0") with { Level = design.Level }, double.NaN);
        }

        if (happened.All(h => h == 0) && predicted.All(p => p is >= 0 and <= 1))
        {
            return Never(expected, design);
        }

        var ratio = observed / expected;
        double[] influence = [.. predicted.Select((p, i) => design.Weight(i) * (happened[i] - (ratio * p)) / expected)];
        var interval = design.Around(ratio, influence);
        var (error, units) = design.Error(influence);
        return new(expected, observed, interval with { Method = $"ratio of sums, {interval.Method}" }, units < 2 || error == 0 ? double.NaN : Tails.StudentTwoSided((ratio - 1) / error, units - 1));
    }

    // A ratio of 0 has no spread of its own: independent rows leave room for a Poisson count, others are not known.
    private static EventCounts Never(double expected, RowDesign design) => design.Independent
        ? new(expected, 0, new Interval(0, 0, -Math.Log((1 - design.Level) / 2) / expected, "ratio of sums, exact Poisson limit of no events") { Level = design.Level }, Math.Min(1, 2 * Math.Exp(-expected)))
        : new(expected, 0, new Interval(0, double.NaN, double.NaN, "ratio of sums, no interval: no event happened") { Level = design.Level }, double.NaN);
}

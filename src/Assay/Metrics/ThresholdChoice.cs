namespace Assay.Metrics;

/// <summary>Where to cut a score, and what the cut is worth. A row is called positive when its score is at least the threshold.</summary>
/// <remarks>Candidates are the distinct scores; of equally good ones the lowest wins, decided in exact arithmetic.</remarks>
public sealed class ThresholdChoice
{
    private readonly double[] thresholds;
    private readonly (long True, long False)[] calls;
    private readonly long positives;
    private readonly long negatives;

    /// <summary>Counts calls at every distinct score.</summary>
    /// <param name="truth">0 or 1, length n.</param>
    /// <param name="scores">Length n, finite.</param>
    public ThresholdChoice(double[] truth, double[] scores)
    {
        var curve = Curve.Of(new Scored(truth, scores, 1, []));
        thresholds = [.. curve.Thresholds.Reverse()];
        calls = [.. curve.TruePositives.Zip(curve.FalsePositives, (t, f) => ((long)t, (long)f)).Reverse()];
        (positives, negatives) = ((long)curve.Positives, (long)curve.Negatives);
    }

    /// <summary>Benefit of treating rows at or above a probability, in true positives a row, the threshold itself setting the price of a false one.</summary>
    /// <remarks>Source: Vickers and Elkin, Medical Decision Making 26, 2006.</remarks>
    public double NetBenefit(double threshold)
    {
        var at = Array.FindIndex(thresholds, t => t >= threshold);
        return at < 0 ? 0 : Benefit(calls[at], threshold);
    }

    /// <summary>Net benefit of treating every row.</summary>
    public double NetBenefitOfAll(double threshold) => Benefit((positives, negatives), threshold);

    /// <summary>The cheapest threshold and its mean cost a row.</summary>
    /// <param name="falsePositive">Cost of a false call.</param>
    /// <param name="falseNegative">Cost of a missed positive.</param>
    public (double Threshold, double Value) Cheapest(double falsePositive, double falseNegative)
    {
        var (priceOfFalse, priceOfMiss) = ((decimal)falsePositive, (decimal)falseNegative);
        var best = Best((a, b) => Cost(a) < Cost(b));
        return (thresholds[best], (double)Cost(calls[best]) / (positives + negatives));
        decimal Cost((long True, long False) c) => (priceOfFalse * c.False) + (priceOfMiss * (positives - c.True));
    }

    /// <summary>The threshold of the largest F1, and that F1.</summary>
    public (double Threshold, double Value) BestF1()
    {
        // 2 TP / (2 TP + FP + FN), compared crosswise.
        Int128 Below((long True, long False) c) => c.True + c.False + positives;
        var best = Best((a, b) => a.True * Below(b) > b.True * Below(a));
        return (thresholds[best], 2.0 * calls[best].True / (double)Below(calls[best]));
    }

    /// <summary>The threshold of the largest true less false positive rate, and that difference. Source: Youden, Cancer 3, 1950.</summary>
    public (double Threshold, double Value) BestYouden()
    {
        Int128 Balance((long True, long False) c) => ((Int128)c.True * negatives) - ((Int128)c.False * positives);
        var best = Best((a, b) => Balance(a) > Balance(b));
        return (thresholds[best], ((double)calls[best].True / positives) - ((double)calls[best].False / negatives));
    }

    private double Benefit((long True, long False) call, double threshold) =>
        (call.True - (call.False * threshold / (1 - threshold))) / (positives + negatives);

    private int Best(Func<(long True, long False), (long True, long False), bool> better)
    {
        var best = 0;
        for (var i = 1; i < calls.Length; i++)
        {
            best = better(calls[i], calls[best]) ? i : best;
        }

        return best;
    }
}

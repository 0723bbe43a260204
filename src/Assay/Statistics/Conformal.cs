using Assay.Numerics;

namespace Assay.Statistics;

/// <summary>Prediction intervals and sets with guaranteed coverage for exchangeable rows (split conformal prediction).</summary>
/// <remarks>Source: Vovk, Gammerman and Shafer 2005; sets: Sadinle, Lei and Wasserman, JASA 114, 2019 (least ambiguous); Romano, Sesia and Candes, NeurIPS 2020 (adaptive, here without randomisation).</remarks>
public static class Conformal
{
    /// <summary>Rank ceil((n + 1)(1 - alpha)) of calibration scores and the score of that rank; infinite when the rank exceeds n.</summary>
    /// <param name="scores">Non-conformity of calibration rows, larger is worse.</param>
    /// <param name="alpha">Share of rows that may be missed, in (0, 1).</param>
    public static (int Rank, double Score) Threshold(ReadOnlySpan<double> scores, double alpha)
    {
        if (!(alpha > 0 && alpha < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(alpha), alpha, "The share that may be missed lies between 0 and 1.");
        }

        Inputs.Finite(scores, "calibration score");
        var sorted = scores.ToArray();
        Array.Sort(sorted);
        // (n + 1)(1 - alpha) is often a whole number that rounding puts just above itself.
        var exact = (sorted.Length + 1) * (1 - (decimal)alpha);
        var rank = (int)Math.Ceiling(exact);
        return (rank, rank > sorted.Length ? double.PositiveInfinity : sorted[rank - 1]);
    }

    /// <summary>Calibration scores of the least ambiguous sets: 1 - probability of the true class. n x classes probabilities.</summary>
    public static double[] LeastAmbiguousScores(double[] probabilities, int[] truth, int classes) =>
        [.. truth.Select((label, row) => 1 - probabilities[(row * classes) + label])];

    /// <summary>Classes whose 1 - probability is at most the threshold; one row of flags a row. May be empty.</summary>
    public static bool[][] LeastAmbiguousSets(double[] probabilities, int classes, double threshold) =>
        Sets(probabilities, classes, row => [.. row.Select(p => 1 - p <= threshold)]);

    /// <summary>Calibration scores of adaptive sets: probability of all classes at least as likely as the true one, itself included.</summary>
    public static double[] AdaptiveScores(double[] probabilities, int[] truth, int classes) =>
        [.. truth.Select((label, row) => Cumulative(probabilities[(row * classes)..((row + 1) * classes)])[label])];

    /// <summary>Classes whose cumulative probability, most likely first, is at most the threshold. May be empty.</summary>
    public static bool[][] AdaptiveSets(double[] probabilities, int classes, double threshold) =>
        Sets(probabilities, classes, row => [.. Cumulative(row).Select(c => c <= threshold)]);

    private static bool[][] Sets(double[] probabilities, int classes, Func<double[], bool[]> of) => [.. probabilities.Chunk(classes).Select(of)];

    /// <summary>For every class the probability of all classes at least as likely, itself included; of equally likely ones the first comes first.</summary>
    internal static double[] Cumulative(double[] probabilities)
    {
        var order = RadixSort.Order(Array.ConvertAll(probabilities, p => -p));
        var (cumulative, sum) = (new double[probabilities.Length], 0.0);
        foreach (var label in order)
        {
            sum += probabilities[label];
            cumulative[label] = sum;
        }

        return cumulative;
    }
}

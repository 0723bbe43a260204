using Assay.Numerics;

namespace Assay.Statistics;

/// <summary>A calibration that only assumes that a larger score means more likely: steps joined by straight lines, within [0, 1].</summary>
/// <remarks>
/// Pool adjacent violators; equal scores are merged first, rows of weight 0 left out, the ends held beyond the scores seen. Source:
/// Ayer et al., Annals of Mathematical Statistics 26, 1955; Zadrozny and Elkan, KDD 2002; checked against scikit-learn 1.2.1.
/// </remarks>
public sealed class Isotonic
{
    private Isotonic(double[] scores, double[] probabilities) => (Scores, Probabilities) = (scores, probabilities);

    /// <summary>Scores where the curve bends, ascending.</summary>
    public IReadOnlyList<double> Scores { get; }

    /// <summary>Probabilities at those scores, not falling.</summary>
    public IReadOnlyList<double> Probabilities { get; }

    /// <summary>A curve fitted before, from its two lists.</summary>
    internal static Isotonic From(double[] scores, double[] probabilities) => new(scores, probabilities);

    /// <summary>Fits the curve.</summary>
    /// <param name="scores">Length n, finite.</param>
    /// <param name="truth">Length n, in [0, 1].</param>
    /// <param name="weights">Length n, or empty.</param>
    /// <exception cref="AssayException"><c>data.not-finite</c>, <c>data.weight-bad</c>, <c>data.no-rows</c>.</exception>
    public static Isotonic Fit(ReadOnlySpan<double> scores, ReadOnlySpan<double> truth, ReadOnlySpan<double> weights = default)
    {
        Inputs.SameLength(scores.Length, truth.Length, "Scores and truth");
        Inputs.Finite(scores, "score");
        Inputs.Finite(truth, "truth");
        CheckWeights(weights, scores.Length);
        var points = Merge(scores, truth, weights);
        if (points.Count == 0)
        {
            throw new AssayException("data.no-rows", "No row has weight, so there is nothing to fit.");
        }

        var levels = Pool(points);
        int[] kept = [.. Enumerable.Range(0, points.Count).Where(i =>
            i == 0 || i == points.Count - 1 || levels[i] != levels[i - 1] || levels[i] != levels[i + 1])];
        return new([.. kept.Select(i => points[i].Score)], [.. kept.Select(i => levels[i])]);
    }

    /// <summary>The probability at a score.</summary>
    public double At(double score)
    {
        var (low, high) = (0, Scores.Count - 1);
        if (score <= Scores[low])
        {
            return Probabilities[low];
        }

        if (score >= Scores[high])
        {
            return Probabilities[high];
        }

        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            (low, high) = Scores[middle] <= score ? (middle, high) : (low, middle);
        }

        var slope = (Probabilities[high] - Probabilities[low]) / (Scores[high] - Scores[low]);
        return (slope * (score - Scores[low])) + Probabilities[low];
    }

    private static void CheckWeights(ReadOnlySpan<double> weights, int rows)
    {
        Inputs.SameLength(weights.IsEmpty ? rows : weights.Length, rows, "Weights and rows");
        Inputs.Finite(weights, "weight");
        foreach (var weight in weights)
        {
            if (weight < 0)
            {
                throw new AssayException("data.weight-bad", $"A weight is at least 0, not {weight}.");
            }
        }
    }

    private static List<(double Score, double Mean, double Weight)> Merge(
        ReadOnlySpan<double> scores, ReadOnlySpan<double> truth, ReadOnlySpan<double> weights)
    {
        var points = new List<(double Score, double Mean, double Weight)>();
        var (sum, weight) = (0.0, 0.0);
        var order = RadixSort.Order(scores);
        for (var i = 0; i < order.Length; i++)
        {
            var w = weights.IsEmpty ? 1 : weights[order[i]];
            sum += w * truth[order[i]];
            weight += w;
            if (i == order.Length - 1 || scores[order[i + 1]] != scores[order[i]])
            {
                if (weight > 0)
                {
                    points.Add((scores[order[i]], sum / weight, weight));
                }

                (sum, weight) = (0, 0);
            }
        }

        return points;
    }

    private static double[] Pool(List<(double Score, double Mean, double Weight)> points)
    {
        var blocks = new List<(double Mean, double Weight, int Count)>();
        foreach (var (_, mean, weight) in points)
        {
            blocks.Add((mean, weight, 1));
            while (blocks.Count > 1 && blocks[^2].Mean >= blocks[^1].Mean)
            {
                var (left, right) = (blocks[^2], blocks[^1]);
                var all = left.Weight + right.Weight;
                blocks.RemoveAt(blocks.Count - 1);
                blocks[^1] = (((left.Mean * left.Weight) + (right.Mean * right.Weight)) / all, all, left.Count + right.Count);
            }
        }

        return [.. blocks.SelectMany(b => Enumerable.Repeat(Math.Clamp(b.Mean, 0, 1), b.Count))];
    }
}

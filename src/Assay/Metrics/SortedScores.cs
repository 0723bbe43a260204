using System.Buffers;
using Assay.Numerics;

namespace Assay.Metrics;

/// <summary>Ranking metrics of unweighted rows: positives and negatives are sorted apart, as bare keys, and merged.</summary>
internal static class SortedScores
{
    /// <summary>P(positive &gt; negative) + half of P(tie); NaN when a class is missing.</summary>
    /// <param name="truth">Class of each row, length n.</param>
    /// <param name="predicted">n x outputs.</param>
    /// <param name="column">Which output is the score, and which class is positive.</param>
    public static double Area(ReadOnlySpan<double> truth, ReadOnlySpan<double> predicted, (int Outputs, int Column, int Positive) column)
    {
        var keys = ArrayPool<ulong>.Shared.Rent(truth.Length);
        var positives = Divide(truth, predicted, column, keys.AsSpan(0, truth.Length));
        var area = Area(keys.AsSpan(0, positives), keys.AsSpan(positives, truth.Length - positives));
        ArrayPool<ulong>.Shared.Return(keys);
        return area;
    }

    /// <summary>Sum over thresholds of the gain in recall times precision; NaN when no row is positive.</summary>
    public static double AveragePrecision(ReadOnlySpan<double> truth, ReadOnlySpan<double> predicted, (int Outputs, int Column, int Positive) column)
    {
        var keys = ArrayPool<ulong>.Shared.Rent(truth.Length);
        var positives = Divide(truth, predicted, column, keys.AsSpan(0, truth.Length));
        var precision = AveragePrecision(keys.AsSpan(0, positives), keys.AsSpan(positives, truth.Length - positives));
        ArrayPool<ulong>.Shared.Return(keys);
        return precision;
    }

    /// <summary>The area from both classes' keys, each ascending.</summary>
    public static double Area(ReadOnlySpan<ulong> positives, ReadOnlySpan<ulong> negatives)
    {
        if (positives.IsEmpty || negatives.IsEmpty)
        {
            return double.NaN;
        }

        // Twice the pairs in order, a tie counting one: exact in whole numbers up to 3 billion rows.
        var (twice, below, upTo) = (0L, 0, 0);
        foreach (var positive in positives)
        {
            while (below < negatives.Length && negatives[below] < positive)
            {
                below++;
            }

            upTo = Math.Max(upTo, below);
            while (upTo < negatives.Length && negatives[upTo] == positive)
            {
                upTo++;
            }

            twice += below + upTo;
        }

        return twice / (2.0 * positives.Length * negatives.Length);
    }

    private static double AveragePrecision(ReadOnlySpan<ulong> positives, ReadOnlySpan<ulong> negatives)
    {
        var (sum, next) = (0.0, negatives.Length);
        for (int end = positives.Length, start; end > 0; end = start)
        {
            for (start = end - 1; start > 0 && positives[start - 1] == positives[end - 1]; start--)
            {
            }

            while (next > 0 && negatives[next - 1] >= positives[start])
            {
                next--;
            }

            double found = positives.Length - start;
            sum += (end - start) * found / (found + negatives.Length - next);
        }

        return sum / positives.Length;
    }

    // Positives first, negatives behind them, both sorted.
    private static int Divide(
        ReadOnlySpan<double> truth, ReadOnlySpan<double> predicted, (int Outputs, int Column, int Positive) column, Span<ulong> keys)
    {
        var (first, last) = (0, keys.Length - 1);
        for (var i = 0; i < truth.Length; i++)
        {
            var key = RadixSort.Key(predicted[(i * column.Outputs) + column.Column]);
            var positive = truth[i] == column.Positive;
            // Written to both ends, kept at one: no branch to guess wrong.
            keys[first] = positive ? key : keys[first];
            keys[last] = positive ? keys[last] : key;
            first += positive ? 1 : 0;
            last -= positive ? 0 : 1;
        }

        RadixSort.Sort(keys[..first], []);
        RadixSort.Sort(keys[first..], []);
        return first;
    }
}

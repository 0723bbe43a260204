using Assay.Numerics;

namespace Assay.Metrics;

/// <summary>Rows by descending score with their labels and where ties end: sorted once, then every ranking metric is one pass per weight vector.</summary>
internal sealed class ScoreOrder
{
    private const int EndOfTie = 1;
    private const int Positive = 2;
    private const int RowShift = 2;

    // Row, label and end of tie in one number, so that a pass reads one stream.
    private readonly uint[] entries;

    /// <summary>Sorts scores.</summary>
    /// <param name="scores">Finite.</param>
    /// <param name="positive">Whether each score is of a positive.</param>
    /// <param name="rows">The row each score's weight is found at; empty when score i belongs to row i.</param>
    public ScoreOrder(ReadOnlySpan<double> scores, ReadOnlySpan<bool> positive, ReadOnlySpan<int> rows = default)
    {
        var order = RadixSort.Order(scores);
        entries = new uint[order.Length];
        for (int i = order.Length - 1, at = 0; i >= 0; i--, at++)
        {
            var last = i == 0 || scores[order[i - 1]] != scores[order[i]];
            entries[at] = ((uint)(rows.IsEmpty ? order[i] : rows[order[i]]) << RowShift) | (positive[order[i]] ? Positive : 0u) | (last ? EndOfTie : 0u);
        }
    }

    /// <summary>P(score of a positive &gt; score of a negative) + half of P(tie); NaN when a class has no weight.</summary>
    /// <param name="weights">One a row, or empty for 1 each.</param>
    public double Area(ReadOnlySpan<double> weights)
    {
        var (positives, negatives, area) = (0.0, 0.0, 0.0);
        var (tiedPositives, tiedNegatives) = (0.0, 0.0);
        foreach (var entry in entries)
        {
            var weight = weights.IsEmpty ? 1 : weights[(int)(entry >> RowShift)];
            var positive = weight * ((entry & Positive) >> 1);
            tiedPositives += positive;
            tiedNegatives += weight - positive;
            if ((entry & EndOfTie) != 0)
            {
                area += tiedNegatives * (positives + (0.5 * tiedPositives));
                positives += tiedPositives;
                negatives += tiedNegatives;
                (tiedPositives, tiedNegatives) = (0, 0);
            }
        }

        return positives > 0 && negatives > 0 ? area / (positives * negatives) : double.NaN;
    }

    /// <summary>Sum over thresholds, descending, of the gain in recall times precision; NaN when no positive has weight.</summary>
    /// <param name="weights">One a row, or empty for 1 each.</param>
    public double AveragePrecision(ReadOnlySpan<double> weights)
    {
        var (positives, all, sum) = (0.0, 0.0, 0.0);
        var tiedPositives = 0.0;
        foreach (var entry in entries)
        {
            var weight = weights.IsEmpty ? 1 : weights[(int)(entry >> RowShift)];
            all += weight;
            tiedPositives += weight * ((entry & Positive) >> 1);
            if ((entry & EndOfTie) != 0 && tiedPositives > 0)
            {
                positives += tiedPositives;
                sum += tiedPositives * positives / all;
                tiedPositives = 0;
            }
        }

        return positives > 0 ? sum / positives : double.NaN;
    }

    /// <summary>Weight of all positives.</summary>
    public double PositiveWeight(ReadOnlySpan<double> weights)
    {
        var sum = 0.0;
        foreach (var entry in entries)
        {
            sum += (entry & Positive) == 0 ? 0 : weights.IsEmpty ? 1 : weights[(int)(entry >> RowShift)];
        }

        return sum;
    }
}

using Assay.Numerics;

namespace Assay.Statistics;

/// <summary>Ranks with ties.</summary>
internal static class Ranks
{
    /// <summary>Ranks from 1, ties get their mean rank, and the size of each tie larger than one.</summary>
    public static (double[] Ranks, List<int> Ties) Mid(ReadOnlySpan<double> values)
    {
        var order = RadixSort.Order(values);
        var ranks = new double[values.Length];
        var ties = new List<int>();
        for (int start = 0, end; start < order.Length; start = end)
        {
            for (end = start + 1; end < order.Length && values[order[end]] == values[order[start]]; end++)
            {
            }

            for (var i = start; i < end; i++)
            {
                ranks[order[i]] = (start + end + 1) / 2.0;
            }

            if (end - start > 1)
            {
                ties.Add(end - start);
            }
        }

        return (ranks, ties);
    }

    /// <summary>Sum over ties of t^3 - t, the tie correction of rank tests.</summary>
    public static double Correction(IEnumerable<int> ties) => ties.Sum(t => ((double)t * t * t) - t);
}

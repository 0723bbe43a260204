using Assay.Numerics;

namespace Assay.Evaluation.Calibration;

/// <summary>Rows in bins of equally many, by a number a row.</summary>
internal static class MassBins
{
    /// <summary>The row indices of each bin, bins ascending: a stable sort cut in equal parts, the first longer by one row where needed.</summary>
    /// <param name="by">Length n, finite.</param>
    /// <param name="count">Bins, at least 1; never more than rows.</param>
    public static int[][] Of(double[] by, int count)
    {
        var order = RadixSort.Order(by);
        count = Math.Min(count, order.Length);
        var bins = new int[count][];
        for (var (bin, start) = (0, 0); bin < count; start += bins[bin].Length, bin++)
        {
            var size = (order.Length / count) + (bin < order.Length % count ? 1 : 0);
            bins[bin] = order[start..(start + size)];
        }

        return bins;
    }
}

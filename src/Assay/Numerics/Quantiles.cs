namespace Assay.Numerics;

/// <summary>Order statistics of sorted numbers.</summary>
internal static class Quantiles
{
    /// <summary>The quantile by linear interpolation between order statistics (Hyndman and Fan's type 7, numpy's default).</summary>
    /// <param name="sorted">Ascending, at least one.</param>
    /// <param name="share">In [0, 1].</param>
    public static double Linear(ReadOnlySpan<double> sorted, double share)
    {
        var position = share * (sorted.Length - 1);
        var below = (int)Math.Floor(position);
        var above = Math.Min(below + 1, sorted.Length - 1);
        var between = position - below;
        var gap = sorted[above] - sorted[below];
        // numpy's own order of operations, so that ties of edges fall as there.
        return between >= 0.5 ? sorted[above] - (gap * (1 - between)) : sorted[below] + (gap * between);
    }
}

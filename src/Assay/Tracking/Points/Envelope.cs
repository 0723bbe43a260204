using System.Runtime.InteropServices;

namespace Assay.Tracking.Points;

/// <summary>A curve with fewer points that looks the same: of each stretch the lowest and the highest point.</summary>
internal static class Envelope
{
    /// <summary>At most <paramref name="most"/> points in their order, first, last and every extreme among them; the curve itself when it is short.</summary>
    /// <param name="curve">The points of it.</param>
    /// <param name="most">At least 4.</param>
    internal static List<StoredPoint> Of(List<StoredPoint> curve, int most)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 4);
        if (curve.Count <= most)
        {
            return [.. curve];
        }

        var points = CollectionsMarshal.AsSpan(curve);
        var stretches = (most - 2) / 2;
        var inner = points.Length - 2;
        var kept = new List<StoredPoint>(most) { points[0] };
        for (var stretch = 0; stretch < stretches; stretch++)
        {
            var from = 1 + (int)((long)inner * stretch / stretches);
            var to = 1 + (int)((long)inner * (stretch + 1) / stretches);
            var (lowest, highest) = Extremes(points, from, to);
            kept.Add(points[Math.Min(lowest, highest)]);
            if (lowest != highest)
            {
                kept.Add(points[Math.Max(lowest, highest)]);
            }
        }

        kept.Add(points[^1]);
        return kept;
    }

    // NaN is no extreme unless there is nothing else.
    private static (int Lowest, int Highest) Extremes(ReadOnlySpan<StoredPoint> points, int from, int to)
    {
        var (lowest, highest) = (from, from);
        for (var i = from + 1; i < to; i++)
        {
            var value = points[i].Value;
            if (double.IsNaN(value))
            {
                continue;
            }

            lowest = !(value >= points[lowest].Value) ? i : lowest;
            highest = !(value <= points[highest].Value) ? i : highest;
        }

        return (lowest, highest);
    }
}

using Assay.Tracking.Points;
using Assay.Tracking.Search;

namespace Assay.Server.Runs;

/// <summary>The orders in which MLflow lists the points of a curve; most curves come in them already.</summary>
internal static class MetricOrder
{
    /// <summary>By time, step, value.</summary>
    internal static List<StoredPoint> InTime(List<StoredPoint> points) => Sort(points, static (a, b) => a.CompareInTime(b));

    /// <summary>By step, time, value.</summary>
    internal static List<StoredPoint> InSteps(List<StoredPoint> points) =>
        Sort(points, static (a, b) => (a.Step, a.Time, a.Value).CompareTo((b.Step, b.Time, b.Value)));

    /// <summary>Where a page ended.</summary>
    internal static PageToken Token(StoredPoint last) => new(0, [last.Time, last.Step, last.Value]);

    /// <summary>The index of the first point behind a page's end.</summary>
    internal static int Behind(List<StoredPoint> points, PageToken token)
    {
        token.Check(1, 3);
        if (token.After is not [long time, long step, double value])
        {
            return (int)Math.Min(points.Count, token.Offset);
        }

        var last = new StoredPoint(step, time, value);
        var (low, high) = (0, points.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = points[middle].CompareInTime(last) <= 0 ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private static List<StoredPoint> Sort(List<StoredPoint> points, Comparison<StoredPoint> compare)
    {
        for (var i = 1; i < points.Count; i++)
        {
            if (compare(points[i - 1], points[i]) > 0)
            {
                points.Sort(compare);
                break;
            }
        }

        return points;
    }
}

using Assay.Data;

namespace Assay.Learners.Baselines;

/// <summary>Labels in order of time.</summary>
/// <param name="Times">Never decreasing.</param>
/// <param name="Labels">One a time.</param>
internal sealed record History(double[] Times, double[] Labels)
{
    /// <summary>Times and labels of rows whose time is known, earliest first; all rows at time 0 when no time is known.</summary>
    public static (double[] Times, double[] Labels) InOrder(Sample train, RowClock clock)
    {
        var target = train.Target();
        var order = Enumerable.Range(0, train.Count)
            .Where(i => !double.IsNaN(clock[train.Rows[i]]))
            .OrderBy(i => clock[train.Rows[i]]).ThenBy(i => train.Rows[i])
            .ToArray();
        return order.Length == 0
            ? (new double[target.Length], target)
            : ([.. order.Select(i => clock[train.Rows[i]])], [.. order.Select(i => target[i])]);
    }

    /// <summary>The label at or just before the time, led back by whole seasons into the history; the first label for times before it.</summary>
    public double At(double time, double season)
    {
        if (time > Times[^1])
        {
            time = season > 0 ? time - (season * Math.Ceiling((time - Times[^1]) / season)) : Times[^1];
        }

        var low = 0;
        var high = Times.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = Times[middle] <= time ? (middle + 1, high) : (low, middle);
        }

        return Labels[Math.Max(0, low - 1)];
    }

    /// <summary>The part that rows after the end can be led back to: the last season, and one label before it.</summary>
    public History Last(double season)
    {
        var from = Times.Length - 1;
        while (from > 0 && Times[from] > Times[^1] - season)
        {
            from--;
        }

        return new History(Times[from..], Labels[from..]);
    }
}

using System.Globalization;
using Assay.Data;

namespace Assay.Development.Splits;

/// <summary>Looks for signs of time in the order of the rows.</summary>
/// <remarks>
/// Being sorted is not enough: files sorted by the target, by a category or by an entity are autocorrelated too. Every sign here therefore
/// needs a clock: dates, parts of dates, a counter that returns in steps, or nearly all columns moving slowly at once.
/// </remarks>
internal static class TimeSigns
{
    private const double Sorted = 0.98;
    private const int FewestMoments = 10;

    private static readonly string[] months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    /// <summary>The strongest sign, or null.</summary>
    public static TimeSign? Find(Dataset data)
    {
        if (data.RowCount < 50 || IsEnumeration(data))
        {
            return null;
        }

        var columns = data.Columns.Where((_, i) => data.Schema[i].Role is not (ColumnRole.Target or ColumnRole.Weight or ColumnRole.Existing)).ToArray();
        return Dates(columns, data) ?? CalendarParts(columns) ?? MonthNames(columns) ?? Moment(columns) ?? Clock(columns, data) ?? SlowSeries(columns, data);
    }

    // Every possible combination once, as in designed experiments: sorted like an odometer, but nothing passes.
    private static bool IsEnumeration(Dataset data)
    {
        var combinations = 1.0;
        foreach (var column in data.Schema.Where(c => c.Role == ColumnRole.Feature))
        {
            combinations *= column.Distinct > 50 ? double.PositiveInfinity : Math.Max(1, column.Distinct);
        }

        return combinations <= 2.0 * data.RowCount;
    }

    private static TimeSign? Dates(IEnumerable<Column> columns, Dataset data)
    {
        foreach (var column in columns.OfType<NumberColumn>().Where(c => c.Kind == ColumnKind.Date && !NameWords.SayOrigin(c.Name)))
        {
            var values = column.Values.ToArray();
            var known = values.Where(v => !double.IsNaN(v)).ToArray();
            if (known.Length < 0.9 * values.Length || known.Distinct().Take(FewestMoments).Count() < FewestMoments)
            {
                continue;
            }

            var rising = RowSeries.RisingShare(known);
            var range = $"from {Day(known.Min())} to {Day(known.Max())}";
            if (rising is >= Sorted or <= 1 - Sorted)
            {
                return new TimeSign(column.Name, $"Rows are in time order: {column.Name} runs {range}{(rising < 0.5 ? ", newest first" : "")}.");
            }

            var order = TimeOrder.By(column);
            var series = RowSeries.Autocorrelation(data, order.Rows);
            if (series > Math.Max(0.05, 4 / Math.Sqrt(data.RowCount)))
            {
                return new TimeSign(column.Name, $"Column {column.Name} dates the rows {range}, and the target in that order is autocorrelated ({Figure(series)}).");
            }
        }

        return null;
    }

    private static TimeSign? CalendarParts(IEnumerable<Column> columns)
    {
        var parts = columns.OfType<NumberColumn>()
            .Select(c => (Column: c, Rank: NameWords.CalendarRank(c.Name)))
            .Where(c => c.Rank >= 0)
            .GroupBy(c => c.Rank).OrderBy(g => g.Key).Select(g => g.First().Column).ToArray();
        for (var first = 0; first < parts.Length; first++)
        {
            for (var count = parts.Length - first; count > 0; count--)
            {
                var used = parts.AsSpan(first, count).ToArray();
                var series = Combine(used);
                var moments = RowSeries.Changes(series) + 1;
                if (moments >= FewestMoments && RowSeries.RisingShare(series) >= Sorted)
                {
                    return new TimeSign(null, $"Rows are in time order: {string.Join(", ", used.Select(c => c.Name))} never go back from row to row ({moments:N0} moments).");
                }
            }
        }

        return null;
    }

    private static double[] Combine(NumberColumn[] parts)
    {
        var combined = new double[parts[0].Count];
        foreach (var part in parts)
        {
            var values = part.Values;
            for (var row = 0; row < combined.Length; row++)
            {
                combined[row] = (combined[row] * 1000) + (double.IsNaN(values[row]) ? 0 : values[row]);
            }
        }

        return combined;
    }

    // Month names in long runs that follow the calendar; a new year is a step back.
    private static TimeSign? MonthNames(IEnumerable<Column> columns)
    {
        foreach (var column in columns.OfType<CategoryColumn>())
        {
            var month = column.Levels.Select(l => l.Length < 3 ? -1 : Array.IndexOf(months, l[..3].ToLowerInvariant())).ToArray();
            if (month.Length < 3 || month.Any(m => m < 0))
            {
                continue;
            }

            var series = column.Codes.ToArray().Where(c => c >= 0).Select(c => (double)month[c]).ToArray();
            var changes = RowSeries.Changes(series);
            if (changes >= 6 && changes <= series.Length / 20 && RowSeries.RisingShare(series) >= 0.75)
            {
                return new TimeSign(null, $"Rows are in time order: {column.Name} follows the calendar in {changes + 1} runs of rows.");
            }
        }

        return null;
    }

    // A number called time, day and the like, in rising order.
    private static TimeSign? Moment(IEnumerable<Column> columns)
    {
        foreach (var column in columns.OfType<NumberColumn>().Where(c => c.Kind != ColumnKind.Date && NameWords.SayMoment(c.Name)))
        {
            var values = column.Values.ToArray();
            var changes = RowSeries.Changes(values);
            if (changes + 1 >= FewestMoments && RowSeries.RisingShare(values) >= Sorted)
            {
                return new TimeSign(column.Name, $"Rows are in time order: {column.Name} rises from {values[0]:R} to {values[^1]:R}.");
            }
        }

        return null;
    }

    // A number that climbs in small steps and falls back from the top to the bottom again and again, such as the hour of the day.
    private static TimeSign? Clock(IReadOnlyList<Column> columns, Dataset data)
    {
        foreach (var column in columns.OfType<NumberColumn>().Where(c => c.Kind is ColumnKind.Number or ColumnKind.OrderedCode))
        {
            var values = column.Values.ToArray();
            var resets = Resets(values);
            if (resets.Count >= 5 && !FollowsEntity(columns, resets) && !FollowsTarget(data, resets))
            {
                var series = RowSeries.Autocorrelation(data, data.All.Rows);
                if (series > 5 / Math.Sqrt(data.RowCount))
                {
                    return new TimeSign(null, $"Rows are in time order: {column.Name} runs like a clock through the file, {resets.Count:N0} rounds of about {values.Length / (resets.Count + 1):N0} rows.");
                }
            }
        }

        return null;
    }

    private static List<int> Resets(double[] values)
    {
        var (low, high) = (values.Where(v => !double.IsNaN(v)).DefaultIfEmpty().Min(), values.Where(v => !double.IsNaN(v)).DefaultIfEmpty().Max());
        var (third, up) = ((high - low) / 3, 0);
        List<int> resets = [];
        for (var row = 1; row < values.Length; row++)
        {
            var step = values[row] - values[row - 1];
            if (double.IsNaN(step) || step > third)
            {
                return [];
            }

            if (step < 0 && (values[row] > low + third || values[row - 1] < high - third))
            {
                return [];
            }

            up += step > 0 ? 1 : 0;
            if (step < 0)
            {
                resets.Add(row);
            }
        }

        return up >= 3 * resets.Count ? resets : [];
    }

    // In panels the clock starts again with every entity: then order in the file is not order in time.
    private static bool FollowsEntity(IEnumerable<Column> columns, List<int> resets) =>
        columns.Where(c => c.Kind is not ColumnKind.Date && NameWords.CalendarRank(c.Name) < 0 && !NameWords.SayMoment(c.Name)).Any(column =>
        {
            if (RowSeries.Of(column) is not { } series || (column is NumberColumn && RowSeries.RisingShare(series) >= 1 && !NameWords.SayEntity(column.Name) && !NameWords.SayKey(column.Name)))
            {
                return false;
            }

            var changes = RowSeries.Changes(series);
            var meet = resets.Count(r => !series[r].Equals(series[r - 1]));
            return meet >= 0.8 * resets.Count && meet >= 0.8 * changes && series.Distinct().Count() == changes + 1;
        });

    private static bool FollowsTarget(Dataset data, List<int> resets)
    {
        var target = data.Target.Span;
        var meet = 0;
        foreach (var row in resets)
        {
            meet += target[row].Equals(target[row - 1]) ? 0 : 1;
        }

        return data.Task != LearningTask.Regression && meet >= 0.8 * resets.Count && RowSeries.Changes(target.ToArray()) <= 1.25 * resets.Count;
    }

    // No clock, but nearly every column and the target move slowly from row to row, and no sorting explains it.
    private static TimeSign? SlowSeries(IReadOnlyList<Column> columns, Dataset data)
    {
        var target = data.Target.ToArray();
        var label = RowSeries.Autocorrelation(data, data.All.Rows);
        if (label < 0.4 || IsSorted(target, data.Classes.Count))
        {
            return null;
        }

        var series = columns.Where(c => c.Kind is not (ColumnKind.Constant or ColumnKind.Text or ColumnKind.Identifier)).Select(RowSeries.Of).OfType<double[]>()
            .Where(s => RowSeries.Changes(s) > 0).ToArray();
        if (series.Length < 4 || series.Any(s => IsSorted(s, 0)))
        {
            return null;
        }

        var slow = series.Count(s => RowSeries.Autocorrelation(s) >= 0.7);
        return slow >= 0.75 * series.Length
            ? new TimeSign(null, $"Rows look like a series in time: {slow} of {series.Length} columns hardly change from one row to the next, and no column or target is sorted.")
            : null;
    }

    private static bool IsSorted(double[] series, int classes)
    {
        var distinct = series.Distinct().Count();
        var rising = RowSeries.RisingShare(series);
        return rising is >= 0.9 or <= 0.1 || RowSeries.Changes(series) <= Math.Max(distinct - 1, 3 * (classes - 1));
    }

    private static string Figure(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Day(double seconds) => DateTimeOffset.FromUnixTimeSeconds((long)seconds).UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

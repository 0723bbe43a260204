using Assay.Data.Plain;
using Assay.Statistics;

namespace Assay.Evaluation.Differences;

/// <summary>The shift of a column from what is kept of it and the cells that changed.</summary>
internal static class StoredShift
{
    private const int ShownValues = 5;
    private const int TestedValues = 100;
    private static readonly double[] shares = [0, 0.05, 0.25, 0.5, 0.75, 0.95, 1];

    /// <summary>The shift; <paramref name="changed"/> holds the cells that went and those that came.</summary>
    public static ColumnShifts.Tested Of((StoredColumn Before, StoredColumn After) column, ColumnPair changed, (long Before, long After) rows)
    {
        var (before, after) = column;
        var present = (Before: rows.Before - before.Missing, After: rows.After - after.Missing);
        var shift = new ColumnShift(before.Name, State(before, changed.Before), State(after, changed.Before));
        var tested = present.Before == 0 || present.After == 0 ? new ColumnShifts.Tested(shift, 1, 1)
            : before.Class == "text" ? OfTexts(shift, column, present)
            : OfNumbers(shift, column, changed, present);
        var asked = before.Missing + after.Missing > 0 && present.Before + present.After > 0;
        return tested with { MissingP = asked ? CountDrift.ChiSquared([before.Missing, present.Before], [after.Missing, present.After]).P : 1 };
    }

    private static ColumnState State(StoredColumn column, PlainColumn like) => new(
        column.Type, column.Missing, column.Distinct, column.DistinctIsEstimate,
        column.Grid.Count == 0 ? [] : Array.ConvertAll(shares, share => ColumnShifts.Written(like, Quantile(column.Grid, share))));

    private static double Quantile(IReadOnlyList<double> grid, double share)
    {
        var place = share * (grid.Count - 1);
        var (low, part) = ((int)Math.Floor(place), place - Math.Floor(place));
        return part == 0 ? grid[low] : grid[low] + (part * (grid[low + 1] - grid[low]));
    }

    private static ColumnShifts.Tested OfNumbers(ColumnShift shift, (StoredColumn Before, StoredColumn After) column, ColumnPair changed, (long Before, long After) present)
    {
        var distance = Distance(column.Before.Grid, (Cells(changed.Before), Cells(changed.After)), present);
        shift = shift with { Measure = "kolmogorov-smirnov", Distance = Math.Round(distance, 6) };
        return new(shift, KolmogorovSmirnov.AsymptoticPOf(distance, (int)present.Before, (int)present.After), 1);
    }

    private static double[] Cells(PlainColumn column)
    {
        var cells = MovedCells.NumbersOf(column).ToArray().Where(x => !double.IsNaN(x)).ToArray();
        Array.Sort(cells);
        return cells;
    }

    private static double Distance(IReadOnlyList<double> grid, (double[] Gone, double[] Come) cells, (long Before, long After) present)
    {
        var (known, largest) = (grid.ToArray(), 0.0);
        foreach (var x in cells.Gone.Concat(cells.Come).Distinct())
        {
            foreach (var orEqual in (bool[])[false, true])
            {
                var share = Math.Clamp((NumberSpread.Below(known, x, orEqual) - 0.5) / (known.Length - 1.0), 0, 1);
                var moved = NumberSpread.Below(cells.Come, x, orEqual) - NumberSpread.Below(cells.Gone, x, orEqual);
                largest = Math.Max(largest, Math.Abs(share - (((share * present.Before) + moved) / present.After)));
            }
        }

        return Math.Min(1, largest);
    }

    private static ColumnShifts.Tested OfTexts(ColumnShift shift, (StoredColumn Before, StoredColumn After) column, (long Before, long After) present)
    {
        if (column.Before.Distinct > present.Before / 2)
        {
            return new(shift, 1, 1);
        }

        var (first, second) = (column.Before.Texts, column.After.Texts);
        var all = first.Keys.Union(second.Keys).Select(t => (Text: t, Before: first.GetValueOrDefault(t), After: second.GetValueOrDefault(t)))
            .OrderByDescending(t => Math.Max(t.Before, t.After)).ThenBy(t => t.Text, StringComparer.Ordinal).ToList();
        double[] Row(int count, Func<(string Text, long Before, long After), long> of, long whole) => [.. all.Take(count).Select(t => (double)of(t)), Math.Max(0, whole - all.Take(count).Sum(of))];
        var (before, after) = (Row(TestedValues, t => t.Before, present.Before), Row(TestedValues, t => t.After, present.After));
        shift = shift with
        {
            Measure = "total-variation",
            Distance = Math.Round(CountDrift.TotalVariation(Row(all.Count, t => t.Before, present.Before), Row(all.Count, t => t.After, present.After)), 6),
            StabilityIndex = Math.Round(CountDrift.StabilityIndex(before, after), 6),
            Top = [.. all.Take(ShownValues).Select(t => new ValueCount(ColumnShifts.Shortened(t.Text), t.Before, t.After))],
        };
        return new(shift, before.Zip(after).Count(c => c.First + c.Second > 0) < 2 ? 1 : CountDrift.ChiSquared(before, after).P, 1);
    }
}

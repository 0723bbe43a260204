using Assay.Data.Plain;

namespace Assay.Evaluation.Differences;

/// <summary>Rows whose cells are only in the first table (by its row numbers) and only in the second (by their numbers among the fresh ones).</summary>
/// <param name="Left">Rows of the first table.</param>
/// <param name="Fresh">Number of fresh rows of the second.</param>
/// <param name="Rows">Rows of both tables.</param>
internal sealed record MovedCells(int[] Left, int Fresh, (int Before, int After) Rows)
{
    /// <summary>The numbers, or dates in seconds, of a column.</summary>
    public static ReadOnlySpan<double> NumbersOf(PlainColumn column) => column is PlainDates dates ? dates.Seconds : ((PlainNumbers)column).Cells;

    /// <summary>Numbers that left and numbers that came, missing ones left out.</summary>
    public (double[] Removed, double[] Added) Of(ColumnPair pair)
    {
        var removed = new List<double>(Left.Length);
        var before = NumbersOf(pair.Before);
        foreach (var row in Left)
        {
            if (!double.IsNaN(before[row]))
            {
                removed.Add(before[row]);
            }
        }

        var added = new List<double>(Fresh);
        foreach (var value in NumbersOf(pair.After))
        {
            if (!double.IsNaN(value))
            {
                added.Add(value);
            }
        }

        return ([.. removed], [.. added]);
    }

    /// <summary>Missing cells before and after.</summary>
    public (long Before, long After) Missing(ColumnPair pair)
    {
        var before = 0L;
        for (var row = 0; row < pair.Before.Count; row++)
        {
            before += pair.Before.IsMissing(row) ? 1 : 0;
        }

        var after = before - Left.LongCount(pair.Before.IsMissing);
        for (var row = 0; row < pair.After.Count; row++)
        {
            after += pair.After.IsMissing(row) ? 1 : 0;
        }

        return (before, after);
    }
}

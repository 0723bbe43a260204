using Assay.Data;

namespace Assay.Evaluation.Importance;

/// <summary>Which rows have to be predicted again when one column is shuffled several times: only those whose cell changed, and each cell of a row once.</summary>
/// <remarks>
/// A shuffled cell often equals the old one (most people have no capital gain), and the same other cell comes back in another shuffle. Both have
/// the same prediction, so it is asked for once. The answer is the same as predicting everything anew.
/// </remarks>
internal sealed class ShuffledRequests
{
    // Columns of more values are not looked up: a cell rarely comes twice.
    private const int MostValues = 256;
    private readonly int[][] answer;

    /// <summary>Plans the predictions of one column.</summary>
    /// <param name="column">The column.</param>
    /// <param name="rows">The rows looked at, n.</param>
    /// <param name="orders">One shuffle of them a repeat, each of length n.</param>
    public ShuffledRequests(Column column, int[] rows, int[][] orders)
    {
        Column = column;
        var values = Values(column, rows, out var distinct);
        var asked = distinct <= MostValues ? new int[rows.Length * distinct] : [];
        var place = new int[column.Count];
        for (var i = 0; i < rows.Length; i++)
        {
            place[rows[i]] = i;
        }

        var (at, from) = (new List<int>(), new List<int>());
        answer = Array.ConvertAll(orders, order =>
        {
            var found = new int[rows.Length];
            for (var i = 0; i < found.Length; i++)
            {
                var value = values[place[order[i]]];
                if (value == values[i])
                {
                    found[i] = -1;
                    continue;
                }

                var known = asked.Length == 0 ? 0 : asked[(i * distinct) + value];
                if (known == 0)
                {
                    at.Add(rows[i]);
                    from.Add(order[i]);
                    known = at.Count;
                    if (asked.Length > 0)
                    {
                        asked[(i * distinct) + value] = known;
                    }
                }

                found[i] = known - 1;
            }

            return found;
        });
        (At, From) = ([.. at], [.. from]);
    }

    /// <summary>The column that is shuffled.</summary>
    public Column Column { get; }

    /// <summary>The row of each prediction to be made.</summary>
    public int[] At { get; }

    /// <summary>The row whose cell of the column it shows.</summary>
    public int[] From { get; }

    /// <summary>The predictions of one repeat, n x outputs: the old ones, and new ones where the cell changed.</summary>
    /// <param name="repeat">Which shuffle.</param>
    /// <param name="before">Predictions of the rows as they are.</param>
    /// <param name="made">The predictions asked for, in order.</param>
    /// <param name="outputs">Numbers a row.</param>
    public double[] Predicted(int repeat, double[] before, ReadOnlySpan<double> made, int outputs)
    {
        var after = (double[])before.Clone();
        var found = answer[repeat];
        for (var i = 0; i < found.Length; i++)
        {
            if (found[i] >= 0)
            {
                made.Slice(found[i] * outputs, outputs).CopyTo(after.AsSpan(i * outputs));
            }
        }

        return after;
    }

    private static int[] Values(Column column, int[] rows, out int distinct)
    {
        switch (column)
        {
            case CategoryColumn names:
                distinct = names.Levels.Count + 1;
                return Array.ConvertAll(rows, r => names.Codes[r] + 1);
            case NumberColumn numbers:
                return Numbered(Array.ConvertAll(rows, r => numbers.Values[r]), out distinct);
            default:
                return Numbered(Array.ConvertAll(rows, r => column.Show(r) ?? "\0missing"), out distinct);
        }
    }

    private static int[] Numbered<T>(T[] cells, out int distinct)
        where T : notnull
    {
        var known = new Dictionary<T, int>();
        var numbers = new int[cells.Length];
        for (var i = 0; i < cells.Length; i++)
        {
            if (!known.TryGetValue(cells[i], out numbers[i]))
            {
                numbers[i] = known[cells[i]] = known.Count;
            }
        }

        distinct = known.Count;
        return numbers;
    }
}

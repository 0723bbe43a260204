using Assay.Data;

namespace Assay.Learners.Baselines;

/// <summary>A column cut into cells: its levels, or bins of a number with about the same number of rows; and one cell for missing or unknown.</summary>
internal sealed record ColumnCells
{
    private const int Bins = 10;

    /// <summary>The column.</summary>
    public required string Column { get; init; }

    /// <summary>Upper bounds of all bins but the last, increasing; a value equal to a bound is below it. Empty for levels.</summary>
    public double[] Bounds { get; init; } = [];

    /// <summary>The levels seen; null for numbers.</summary>
    public string[]? Levels { get; init; }

    /// <summary>The number of cells; the last one holds missing and unknown values.</summary>
    public int Count => (Levels?.Length ?? (Bounds.Length + 1)) + 1;

    /// <summary>Looks at the column's cells in these rows.</summary>
    public static ColumnCells Learn(Column column, int[] rows)
    {
        if (column is CategoryColumn category)
        {
            var seen = new bool[category.Levels.Count];
            foreach (var row in rows)
            {
                if (category.Codes[row] is var code and >= 0)
                {
                    seen[code] = true;
                }
            }

            return new ColumnCells { Column = column.Name, Levels = [.. category.Levels.Where((_, code) => seen[code])] };
        }

        return new ColumnCells { Column = column.Name, Bounds = Quantiles((NumberColumn)column, rows) };
    }

    /// <summary>Where a row's cell is, for the rows of this table.</summary>
    public Func<int, int> Bind(Dataset data)
    {
        if (Levels is null)
        {
            var numbers = Shapes.Find<NumberColumn>(data, Column);
            return row => double.IsNaN(numbers.Values[row]) ? Count - 1 : Bin(numbers.Values[row]);
        }

        var category = Shapes.Find<CategoryColumn>(data, Column);
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < Levels.Length; i++)
        {
            known[Levels[i]] = i;
        }

        var places = category.Levels.Select(l => known.GetValueOrDefault(l, Levels.Length)).ToArray();
        return row => category.Codes[row] is var code and >= 0 ? places[code] : Count - 1;
    }

    private int Bin(double value)
    {
        var at = Array.BinarySearch(Bounds, value);
        return at < 0 ? ~at : at;
    }

    private static double[] Quantiles(NumberColumn column, int[] rows)
    {
        var values = new List<double>();
        foreach (var row in rows)
        {
            if (!double.IsNaN(column.Values[row]))
            {
                values.Add(column.Values[row]);
            }
        }

        values.Sort();
        return values.Count == 0
            ? []
            : [.. Enumerable.Range(1, Bins - 1).Select(i => values[(int)((long)i * (values.Count - 1) / Bins)]).Where(v => v < values[^1]).Distinct()];
    }
}

using System.Globalization;

namespace Assay.Data;

/// <summary>Makes the column of a kind from cleaned cells, for the rows kept.</summary>
internal static class TypedColumn
{
    /// <summary>The typed column of these rows (null: all).</summary>
    public static Column Make(CleanColumn column, ColumnKind kind, int[]? rows)
    {
        var name = column.Cells.Name;
        return (column.Cells, kind) switch
        {
            (RawTexts texts, ColumnKind.Text) => new TextColumn(name, kind, Spread(texts, rows)),
            (RawTexts texts, _) => Categories(name, kind, Pick(texts.Codes, rows), texts.Distinct),
            (RawNumbers numbers, ColumnKind.Boolean or ColumnKind.Category) => Categories(name, kind, Pick(numbers.Values, rows)),
            (RawNumbers numbers, ColumnKind.Text) => new TextColumn(name, kind, Array.ConvertAll(Pick(numbers.Values, rows), v => double.IsNaN(v) ? null : Written(v))),
            (RawNumbers numbers, _) => new NumberColumn(name, kind, Pick(numbers.Values, rows)),
            (RawDates dates, _) => new NumberColumn(name, kind, Pick(dates.Seconds, rows)),
            _ => throw new InvalidOperationException($"No column of kind {kind} can be made."),
        };
    }

    /// <summary>A number as it is written in names of levels and classes.</summary>
    public static string Written(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static T[] Pick<T>(T[] values, int[]? rows) => rows is null ? values : Array.ConvertAll(rows, r => values[r]);

    private static string?[] Spread(RawTexts texts, int[]? rows) => Array.ConvertAll(Pick(texts.Codes, rows), c => c < 0 ? null : texts.Distinct[c]);

    private static CategoryColumn Categories(string name, ColumnKind kind, double[] values)
    {
        var codes = new int[values.Length];
        var known = new Dictionary<double, int>();
        for (var i = 0; i < values.Length; i++)
        {
            if (double.IsNaN(values[i]))
            {
                codes[i] = -1;
            }
            else if (!known.TryGetValue(values[i], out codes[i]))
            {
                codes[i] = known[values[i]] = known.Count;
            }
        }

        return Categories(name, kind, codes, [.. known.OrderBy(p => p.Value).Select(p => Written(p.Key))]);
    }

    // Levels in ordinal order, those that no kept row has left out.
    private static CategoryColumn Categories(string name, ColumnKind kind, int[] codes, string[] distinct)
    {
        var used = new bool[distinct.Length];
        foreach (var code in codes)
        {
            if (code >= 0)
            {
                used[code] = true;
            }
        }

        var order = Enumerable.Range(0, distinct.Length).Where(i => used[i]).OrderBy(i => distinct[i], StringComparer.Ordinal).ToArray();
        var map = new int[distinct.Length];
        for (var i = 0; i < order.Length; i++)
        {
            map[order[i]] = i;
        }

        return new CategoryColumn(name, kind, Array.ConvertAll(codes, c => c < 0 ? -1 : map[c]), [.. order.Select(i => distinct[i])]);
    }
}

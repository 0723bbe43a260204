using System.Text.Json.Serialization;
using Assay.Data;

namespace Assay.Learners.Trees;

/// <summary>Turns a column into whole numbers to group rows by: a level's place, a distinct number's place, or the bin a number falls into.</summary>
internal sealed record KeyCodes
{
    /// <summary>Up to this many distinct numbers each get a code of their own.</summary>
    public const int DistinctNumbers = 64;

    /// <summary>The column.</summary>
    public required string Column { get; init; }

    /// <summary>The levels of a category; empty for numbers.</summary>
    public string[] Levels { get; init; } = [];

    /// <summary>Upper ends of number bins, rising; a number has the code of the first end not below it. Empty for categories.</summary>
    public double[] Ends { get; init; } = [];

    /// <summary>Codes in all: missing and unknown come last.</summary>
    [JsonIgnore]
    public int Count => Levels.Length + Ends.Length + 2;

    /// <summary>Learns codes from rows; null for text and for columns with a single value.</summary>
    /// <param name="column">The column.</param>
    /// <param name="rows">The rows to look at.</param>
    /// <param name="bins">How many bins numbers with many values get, about equally full; 0 to leave such columns out.</param>
    public static KeyCodes? Learn(Column column, ReadOnlySpan<int> rows, int bins)
    {
        if (column is CategoryColumn category)
        {
            var seen = new bool[category.Levels.Count];
            foreach (var row in rows)
            {
                if (category.Codes[row] >= 0)
                {
                    seen[category.Codes[row]] = true;
                }
            }

            var levels = category.Levels.Where((_, i) => seen[i]).ToArray();
            return levels.Length > 1 ? new KeyCodes { Column = column.Name, Levels = levels } : null;
        }

        return column is NumberColumn { Kind: not ColumnKind.Date } number ? OfNumbers(number, rows, bins) : null;
    }

    /// <summary>The code of every row of a table.</summary>
    public Func<int, int> Bind(Dataset data)
    {
        var column = TreePart.FindColumn(data, Column);
        if (column is CategoryColumn category)
        {
            var place = Levels.Select((level, i) => (level, i)).ToDictionary(l => l.level, l => l.i, StringComparer.Ordinal);
            var codes = category.Levels.Select(level => place.GetValueOrDefault(level, Levels.Length + 1)).ToArray();
            return row => category.Codes[row] < 0 ? Levels.Length : codes[category.Codes[row]];
        }

        var numbers = TreePart.As<NumberColumn>(column, data);
        return row => Code(numbers.Values[row]);
    }

    private int Code(double value)
    {
        if (double.IsNaN(value))
        {
            return Ends.Length + 1;
        }

        var at = Array.BinarySearch(Ends, value);
        return at < 0 ? ~at : at;
    }

    private static KeyCodes? OfNumbers(NumberColumn column, ReadOnlySpan<int> rows, int bins)
    {
        var values = new List<double>(rows.Length);
        foreach (var row in rows)
        {
            if (!double.IsNaN(column.Values[row]))
            {
                values.Add(column.Values[row]);
            }
        }

        values.Sort();
        var distinct = values.Distinct().Take(DistinctNumbers + 1).ToArray();
        if (distinct.Length > DistinctNumbers && bins > 0)
        {
            distinct = [.. Enumerable.Range(1, bins).Select(b => values[(int)((long)b * (values.Count - 1) / bins)]).Distinct()];
        }

        return distinct.Length < 2 || distinct.Length > Math.Max(DistinctNumbers, bins) ? null : new KeyCodes { Column = column.Name, Ends = distinct };
    }
}

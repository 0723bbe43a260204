using Assay.Data;
using Assay.Statistics;

namespace Assay.Evaluation;

/// <summary>Rows that share their luck and are drawn together: a group's, or a block's of time.</summary>
/// <param name="Of">The unit of every row; empty when rows are independent.</param>
/// <param name="By">What the units are, for people; null when rows are independent.</param>
public sealed record RowUnits(int[] Of, string? By)
{
    /// <summary>Every row is a unit of its own.</summary>
    public static RowUnits None { get; } = new([], null);

    /// <summary>The units of a table: by its column of groups, else by blocks of its time, else none.</summary>
    /// <param name="rows">The table; a row without a group is a group of its own, rows without a time follow as if they were the last.</param>
    public static RowUnits Find(Dataset rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return rows.With(ColumnRole.Group) is { } group ? Groups(group)
            : rows.With(ColumnRole.Time) is NumberColumn time && rows.RowCount >= 4 ? Blocks(time)
            : None;
    }

    private static RowUnits Groups(Column column)
    {
        var codes = new Dictionary<string, int>(StringComparer.Ordinal);
        var units = new int[column.Count];
        for (var row = 0; row < units.Length; row++)
        {
            var name = column.Show(row) ?? $"\0{row}";
            units[row] = codes.TryGetValue(name, out var code) ? code : codes[name] = codes.Count;
        }

        return new RowUnits(units, $"{codes.Count} groups of {column.Name}");
    }

    private static RowUnits Blocks(NumberColumn column)
    {
        var times = column.Values.ToArray();
        var last = times.Where(double.IsFinite).DefaultIfEmpty(0).Max();
        var units = TimeBlocks.Of(Array.ConvertAll(times, t => double.IsFinite(t) ? t : last), TimeBlocks.Length(times.Length));
        return new RowUnits(units, $"{units.Distinct().Count()} blocks of {column.Name}");
    }
}

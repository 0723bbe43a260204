using System.Data.Common;

namespace Assay.Tracking.Search;

/// <summary>The columns a search is sorted by, and the condition to go on behind a row.</summary>
internal sealed class Sorting
{
    private readonly List<(string Sql, bool Ascending)> columns = [];

    internal int Count => columns.Count;

    /// <summary>The columns, to be selected behind others.</summary>
    internal string Selected => string.Concat(columns.Select(c => $", {c.Sql}"));

    internal string OrderBy => string.Join(", ", columns.Select(c => c.Ascending ? c.Sql : $"{c.Sql} DESC"));

    internal void Add(string sql, bool ascending) => columns.Add((sql, ascending));

    /// <summary>A column with missing values, which come last in both directions.</summary>
    internal void AddNullable(string sql, bool ascending)
    {
        Add($"(CASE WHEN {sql} IS NULL THEN 1 ELSE 0 END)", true);
        Add(sql, ascending);
    }

    /// <summary>The values of a row, from a column on.</summary>
    internal object?[] Values(DbDataReader row, int from) => [.. Enumerable.Range(from, columns.Count).Select(i => row.IsDBNull(i) ? null : row.GetValue(i))];

    /// <summary>True for rows behind the values of another; null for the beginning.</summary>
    internal string? Behind(SqlText sql, IReadOnlyList<object?> after)
    {
        if (after.Count == 0)
        {
            return null;
        }

        var ways = new List<string>();
        var equal = "";
        for (var i = 0; i < columns.Count; i++)
        {
            var (column, ascending) = columns[i];
            if (after[i] is null)
            {
                // NULL only stands where every row up to here has it.
                equal += $"{column} IS NULL AND ";
                continue;
            }

            ways.Add($"({equal}{column} {(ascending ? ">" : "<")} {sql.Parameter(after[i])})");
            equal += $"{column} = {sql.Parameter(after[i])} AND ";
        }

        // The first column alone says it too, loosely, in a form an index can use.
        var bound = after[0] is null ? "" : $"{columns[0].Sql} {(columns[0].Ascending ? ">=" : "<=")} {sql.Parameter(after[0])} AND ";
        return $"({bound}({string.Join(" OR ", ways)}))";
    }
}

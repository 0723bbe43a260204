using System.Globalization;
using Assay.Data;

namespace Assay.Evaluation;

/// <summary>Finds the same rows in two tables by their names.</summary>
internal static class RowNames
{
    /// <summary>The names of the rows of a table: its column of ids, or the row's number in the file.</summary>
    public static IReadOnlyList<string> Of(Dataset data) => data.With(ColumnRole.RowId) is { } ids && Enumerable.Range(0, data.RowCount).All(r => !ids.IsMissing(r))
        ? [.. Enumerable.Range(0, data.RowCount).Select(r => ids.Show(r)!)]
        : Places(data);

    /// <summary>The number of each row in its file, from 0 on.</summary>
    public static IReadOnlyList<string> Places(Dataset data) =>
        [.. Enumerable.Range(0, data.RowCount).Select(r => (data.SourceRows.Length > 0 ? data.SourceRows[r] : r).ToString(CultureInfo.InvariantCulture))];

    /// <summary>The places of rows that both have, in the first's order.</summary>
    /// <param name="first">Names of the first's rows.</param>
    /// <param name="second">Names of the second's rows.</param>
    /// <param name="names">What the two are called in messages.</param>
    /// <exception cref="AssayException"><c>data.id-twice</c>, <c>data.rows-differ</c> when they have none in common.</exception>
    public static (int[] First, int[] Second) Pair(IReadOnlyList<string> first, IReadOnlyList<string> second, (string First, string Second) names)
    {
        Unique(first, names.First);
        var places = Unique(second, names.Second);
        var (left, right) = (new List<int>(first.Count), new List<int>(first.Count));
        for (var row = 0; row < first.Count; row++)
        {
            if (places.TryGetValue(first[row], out var place))
            {
                left.Add(row);
                right.Add(place);
            }
        }

        return left.Count > 0
            ? ([.. left], [.. right])
            : throw new AssayException(
                "data.rows-differ",
                $"{names.First} and {names.Second} have no row in common: the first names its rows \"{first[0]}\" ..., the second \"{second[0]}\" .... Name the column that both share with --id COL.");
    }

    private static Dictionary<string, int> Unique(IReadOnlyList<string> names, string file)
    {
        var places = new Dictionary<string, int>(names.Count, StringComparer.Ordinal);
        for (var row = 0; row < names.Count; row++)
        {
            if (!places.TryAdd(names[row], row))
            {
                throw new AssayException("data.id-twice", $"{file} names two rows \"{names[row]}\" (rows {places[names[row]]} and {row}). Names must be unique to pair rows; choose another column with --id COL.");
            }
        }

        return places;
    }
}

using Assay.Data;
using Assay.Data.Plain;

namespace Assay.Evaluation.Differences;

/// <summary>The columns that name a row, and the hash of every row's key.</summary>
/// <param name="Columns">The columns; none means that rows have no names.</param>
/// <param name="Inferred">Whether they were found rather than given.</param>
internal sealed record RowKey(IReadOnlyList<ColumnPair> Columns, bool Inferred)
{
    private const int Sampled = 4096;
    private const int MostPairs = 10;

    /// <summary>Rows of the first table by key; null without a key.</summary>
    public KeyTable? Table { get; private init; }

    /// <summary>The hash of a row's key in the first table.</summary>
    public ulong Before(int row) => Hash(row, static (pair, row) => pair.HashBefore(row));

    /// <summary>The hash of a row's key in the second table.</summary>
    public ulong After(int row) => Hash(row, static (pair, row) => pair.HashAfter(row));

    /// <summary>A key that was given.</summary>
    /// <exception cref="AssayException"><c>data.column-missing</c>.</exception>
    public static RowKey Given(IReadOnlyList<string> names, IReadOnlyList<ColumnPair> pairs, int rows)
    {
        var columns = names.Select(name => Named(name, pairs)).ToList();
        var key = new RowKey(columns, false);
        return key with { Table = new KeyTable(key.Hashes(rows)) };
    }

    /// <summary>A key that is found: columns named like keys first, then texts and whole numbers in order, then pairs of them; every row's key must be its own.</summary>
    public static RowKey Find(IReadOnlyList<ColumnPair> pairs, int rows)
    {
        var fit = pairs.Where(p => p.Before.Class == p.After.Class && p.Before is PlainTexts or PlainNumbers { Fraction: false }).OrderBy(p => KindInference.LooksLikeKey(p.Name) ? 0 : 1).ToList();
        var doubles = from i in Enumerable.Range(0, Math.Min(5, fit.Count)) from j in Enumerable.Range(i + 1, Math.Max(0, Math.Min(5, fit.Count) - i - 1)) select new[] { fit[i], fit[j] };
        foreach (var columns in fit.Select(p => new[] { p }).Concat(doubles.Take(MostPairs)))
        {
            var key = new RowKey(columns, true);
            if (rows > 0 && key.IsUnique(rows) is { } table)
            {
                return key with { Table = table };
            }
        }

        return new RowKey([], true);
    }

    private KeyTable? IsUnique(int rows)
    {
        var start = Hashes(Math.Min(rows, Sampled));
        if (start.Distinct().Count() < start.Length || Columns.Any(c => Enumerable.Range(0, rows).Any(c.Before.IsMissing)))
        {
            return null;
        }

        var table = new KeyTable(Hashes(rows));
        return table.Repeated.Count == 0 ? table : null;
    }

    private ulong[] Hashes(int rows)
    {
        var hashes = GC.AllocateUninitializedArray<ulong>(rows);
        for (var row = 0; row < rows; row++)
        {
            hashes[row] = Before(row);
        }

        return hashes;
    }

    private ulong Hash(int row, Func<ColumnPair, int, ulong> cell)
    {
        var hash = 0UL;
        foreach (var column in Columns)
        {
            hash = CellHash.Mix(hash ^ cell(column, row));
        }

        return hash;
    }

    internal static ColumnPair Named(string name, IReadOnlyList<ColumnPair> pairs) =>
        pairs.FirstOrDefault(p => p.Name == name || p.After.Name == name) ?? throw new AssayException(
            "data.column-missing",
            $"Column \"{name}\" is not in both tables (columns of both: {string.Join(", ", pairs.Select(p => p.Name))}).{Spelling.DidYouMean(name, pairs.Select(p => p.Name))}");
}

using Assay.Development.Splits;

namespace Assay.Development.Leaks;

/// <summary>Chooses rows by hash, so that the choice depends on seed and row numbers only.</summary>
internal static class RowSample
{
    /// <summary>At most <paramref name="limit"/> of the rows, in the order they came in.</summary>
    public static int[] Take(int[] rows, int limit, ulong seed)
    {
        if (rows.Length <= limit)
        {
            return rows;
        }

        var hashes = Array.ConvertAll(rows, r => Folds.Hash(seed, r));
        var threshold = hashes.Order().ElementAt(limit);
        return [.. rows.Where((_, i) => hashes[i] < threshold)];
    }

    /// <summary>Whether a row belongs to the second half of the table for two-fold fits.</summary>
    public static bool SecondHalf(ulong seed, int row) => (Folds.Hash(seed ^ 0x5EED, row) & 1) == 1;
}

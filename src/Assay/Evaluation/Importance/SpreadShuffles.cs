using Assay.Data;
using Assay.Numerics;

namespace Assay.Evaluation.Importance;

/// <summary>Shuffles of a column that together show each row cells spread evenly over the column's values.</summary>
/// <remarks>
/// Rows are put in order of their cell; the first shuffle is a random permutation of that order, every further one the same moved on by the same part
/// of the rows. Each alone is a random shuffle like any other, but together they vary less than shuffles drawn one by one (systematic sampling:
/// Cochran, Sampling Techniques, 1977, chapter 8), so fewer are needed. How much less is measured in docs/benchmarks/importance.md.
/// </remarks>
internal static class SpreadShuffles
{
    /// <summary>For each repeat the row whose cell each row shows.</summary>
    /// <param name="column">The column.</param>
    /// <param name="rows">The rows, n.</param>
    /// <param name="options">Repeats and seed.</param>
    public static int[][] Of(Column column, int[] rows, PermutationOptions options)
    {
        var ascending = Array.ConvertAll(RadixSort.Order(Keys(column, rows)), i => rows[i]);
        int[] places = [.. Enumerable.Range(0, rows.Length)];
        SeededRandom.For(options.Seed, "importance-" + column.Name).Shuffle<int>(places);
        return [.. Enumerable.Range(0, options.Repeats).Select(repeat => Array.ConvertAll(places, p => ascending[(int)((p + ((long)repeat * rows.Length / options.Repeats)) % rows.Length)]))];
    }

    private static double[] Keys(Column column, int[] rows)
    {
        switch (column)
        {
            case NumberColumn numbers:
                return Array.ConvertAll(rows, r => double.IsNaN(numbers.Values[r]) ? double.MaxValue : numbers.Values[r]);
            case CategoryColumn names:
                return Array.ConvertAll(rows, r => (double)names.Codes[r]);
            default:
                var texts = Array.ConvertAll(rows, r => column.Show(r) ?? "");
                var rank = texts.Distinct().Order(StringComparer.Ordinal).Select((text, i) => (text, i)).ToDictionary(p => p.text, p => (double)p.i, StringComparer.Ordinal);
                return Array.ConvertAll(texts, t => rank[t]);
        }
    }
}

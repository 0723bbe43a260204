using Assay.Evaluation.Slices;
using Assay.Numerics;

namespace Assay.Tests.Evaluation.Slices;

/// <summary>Tables made up for tests.</summary>
internal static class Tables
{
    /// <summary>Columns a, b, c ... of random codes.</summary>
    public static IReadOnlyList<SliceColumn> Random(SeededRandom random, int rows, params int[] values) =>
    [
        .. values.Select((count, i) => Column($"{(char)('a' + i)}", [.. Enumerable.Range(0, rows).Select(_ => random.Next(count))], count)),
    ];

    /// <summary>A column whose values are called 0, 1, 2 ...</summary>
    public static SliceColumn Column(string name, int[] codes, int values = 0) =>
        SliceColumn.OfNames(name, codes, [.. Enumerable.Range(0, values == 0 ? codes.Max() + 1 : values).Select(v => $"{v}")]);

    /// <summary>Losses of 0 and 1, 1 with the chance given for the row.</summary>
    public static double[] Losses(SeededRandom random, int rows, Func<int, double> chance) =>
        [.. Enumerable.Range(0, rows).Select(row => random.NextDouble() < chance(row) ? 1.0 : 0)];

    /// <summary>The rows a slice's conditions select.</summary>
    public static int[] Rows(SliceTable table, IReadOnlyList<SlicePredicate> predicates) =>
    [
        .. Enumerable.Range(0, table.Rows).Where(row => predicates.All(p =>
        {
            var column = table.Columns.Single(c => c.Name == p.Column);
            return column.Values[column.Codes[row]] == p;
        })),
    ];

    /// <summary>The part of two sets of rows that they share.</summary>
    public static double Jaccard(int[] first, int[] second)
    {
        var both = first.Intersect(second).Count();
        return (double)both / (first.Length + second.Length - both);
    }
}

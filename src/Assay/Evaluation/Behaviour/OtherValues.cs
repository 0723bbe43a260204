using Assay.Data;
using Assay.Evaluation.Perturbations;
using Assay.Numerics;

namespace Assay.Evaluation.Behaviour;

/// <summary>What else the cells of a column could have held.</summary>
internal static class OtherValues
{
    private const int MostNames = 10;

    /// <summary>The column filled with each of some values: every name up to ten, otherwise ten drawn by the seed; the 10, 25, 50, 75 and 90 % quantiles of numbers; three other rows' texts.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="column">One of their columns.</param>
    public static IReadOnlyList<Column> Of(TestedRows rows, Column column)
    {
        var whole = rows.Context.Predictions.Data.Named(column.Name);
        var random = SeededRandom.For(rows.Context.Seed, $"other values of {column.Name}");
        return column switch
        {
            CategoryColumn names => [.. Some([.. names.Levels], random).Select(l => Cells.Written(column, l)!)],
            NumberColumn => [.. Quantiles(NumberFacts.Of(((NumberColumn)whole).Values)).Select(v => Filled(column, v))],
            _ => [.. Enumerable.Range(0, 3).Select(_ => Shuffled(column, random))],
        };
    }

    /// <summary>A column of numbers with the same value in every row.</summary>
    public static NumberColumn Filled(Column column, double value)
    {
        var cells = new double[column.Count];
        Array.Fill(cells, value);
        return new NumberColumn(column.Name, column.Kind, cells);
    }

    private static IEnumerable<double> Quantiles(NumberFacts facts) =>
        facts.Sorted.Length == 0 ? [] : new[] { 0.1, 0.25, 0.5, 0.75, 0.9 }.Select(s => facts.Sorted[(int)(s * (facts.Sorted.Length - 1))]).Distinct();

    private static string[] Some(string[] levels, SeededRandom random)
    {
        if (levels.Length > MostNames)
        {
            random.Shuffle<string>(levels);
        }

        return levels[..Math.Min(levels.Length, MostNames)];
    }

    private static Column Shuffled(Column column, SeededRandom random)
    {
        int[] from = [.. Enumerable.Range(0, column.Count)];
        random.Shuffle<int>(from);
        return column.Taking(from);
    }
}

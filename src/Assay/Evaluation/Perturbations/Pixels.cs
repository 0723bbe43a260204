using Assay.Data;

namespace Assay.Evaluation.Perturbations;

/// <summary>The values of one pixel, whatever kind of column they were read as.</summary>
internal static class Pixels
{
    /// <summary>Whether the column may hold a pixel: numbers, or names that are all numbers.</summary>
    public static bool AreIn(Column column) => column switch
    {
        NumberColumn => column.Kind != ColumnKind.Date,
        CategoryColumn names => names.Levels.Count > 0 && names.Levels.All(l => TextParsing.Number(l) is { } value && double.IsFinite(value)),
        _ => false,
    };

    /// <summary>One value a row; NaN is missing.</summary>
    public static double[] Of(Column column)
    {
        if (column is NumberColumn numbers)
        {
            return numbers.Values.ToArray();
        }

        var names = (CategoryColumn)column;
        var values = Levels(names);
        return Array.ConvertAll(names.Codes.ToArray(), c => c < 0 ? double.NaN : values[c]);
    }

    /// <summary>The column with these values: of names, the nearest one.</summary>
    public static Column With(Column column, double[] values)
    {
        if (column is not CategoryColumn names)
        {
            return new NumberColumn(column.Name, column.Kind, values);
        }

        var known = Levels(names);
        return new CategoryColumn(column.Name, column.Kind, Array.ConvertAll(values, v => double.IsNaN(v) ? -1 : Nearest(known, v)), [.. names.Levels]);
    }

    private static double[] Levels(CategoryColumn names) => [.. names.Levels.Select(l => TextParsing.Number(l)!.Value)];

    private static int Nearest(double[] known, double value) => Enumerable.Range(0, known.Length).MinBy(i => Math.Abs(known[i] - value));
}

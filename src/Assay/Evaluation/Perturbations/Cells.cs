using Assay.Data;

namespace Assay.Evaluation.Perturbations;

/// <summary>Makes columns of cells as they are written, so that changed cells become what reading them from a file would give.</summary>
internal static class Cells
{
    /// <summary>The column with these names; its levels when they suffice, otherwise with the new ones among them in ordinal order.</summary>
    /// <param name="column">Whose name, kind and levels count.</param>
    /// <param name="names">One a row; null is missing.</param>
    public static CategoryColumn Categories(CategoryColumn column, string?[] names)
    {
        var index = Index(column.Levels);
        string[] fresh = [.. names.OfType<string>().Where(n => !index.ContainsKey(n)).Distinct(StringComparer.Ordinal)];
        string[] levels = fresh.Length == 0 ? [.. column.Levels] : [.. column.Levels.Concat(fresh).Order(StringComparer.Ordinal)];
        index = fresh.Length == 0 ? index : Index(levels);
        return new CategoryColumn(column.Name, column.Kind, Array.ConvertAll(names, n => n is null ? -1 : index[n]), levels);
    }

    /// <summary>The column with every cell showing this text: a number, a date, a name or words as the column's kind has it; null is missing.</summary>
    /// <returns>Null when the text cannot stand in such a column.</returns>
    public static Column? Written(Column column, string? text) => column switch
    {
        CategoryColumn names => Categories(names, Filled(column.Count, text)),
        TextColumn => new TextColumn(column.Name, column.Kind, Filled(column.Count, text)),
        _ when text is null => new NumberColumn(column.Name, column.Kind, Filled(column.Count, double.NaN)),
        _ => Read(text, column.Kind) is { } value && double.IsFinite(value) ? new NumberColumn(column.Name, column.Kind, Filled(column.Count, value)) : null,
    };

    /// <summary>A number or a date as it is written; null when it is none.</summary>
    public static double? Read(string text, ColumnKind kind) => kind == ColumnKind.Date ? TextParsing.Date(text) : TextParsing.Number(text);

    private static T[] Filled<T>(int count, T cell)
    {
        var cells = new T[count];
        Array.Fill(cells, cell);
        return cells;
    }

    private static Dictionary<string, int> Index(IReadOnlyList<string> levels)
    {
        var index = new Dictionary<string, int>(levels.Count, StringComparer.Ordinal);
        for (var code = 0; code < levels.Count; code++)
        {
            index[levels[code]] = code;
        }

        return index;
    }
}

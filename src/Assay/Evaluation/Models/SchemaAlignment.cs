using System.Globalization;
using Assay.Data;

namespace Assay.Evaluation.Models;

/// <summary>Brings the columns of a table into the order, kinds and levels a model was trained on; nothing is copied where they agree already.</summary>
internal static class SchemaAlignment
{
    /// <summary>The same rows with the schema's columns; names no level of the schema has get code -1.</summary>
    /// <exception cref="AssayException"><c>data.column-missing</c>, <c>data.column-kind</c>.</exception>
    public static Dataset Of(Dataset rows, TableSchema schema)
    {
        var infos = schema.Columns.Where(c => c.Role != ColumnRole.Target && rows.Columns.Any(own => own.Name == c.Name)).ToArray();
        var absent = schema.Columns.FirstOrDefault(c => (c.Role == ColumnRole.Feature || c.GivesCalendar) && rows.Columns.All(own => own.Name != c.Name));
        if (absent is not null)
        {
            _ = rows.Named(absent.Name);
        }

        var columns = Array.ConvertAll(infos, info => Aligned(rows.Named(info.Name), info));
        return rows with { Columns = columns, Schema = infos };
    }

    private static Column Aligned(Column column, ColumnInfo info) => (column, info.Kind) switch
    {
        (CategoryColumn own, ColumnKind.Category or ColumnKind.Boolean) => own.Kind == info.Kind && own.Levels.SequenceEqual(info.Levels) ? own : Recoded(own, info),
        (NumberColumn, ColumnKind.Number or ColumnKind.OrderedCode or ColumnKind.Date) => column.Kind == info.Kind ? column : column.As(info.Kind),
        (CategoryColumn own, ColumnKind.Number or ColumnKind.OrderedCode) when Numbers(own) is { } numbers => new NumberColumn(own.Name, info.Kind, numbers),
        (NumberColumn or TextColumn, ColumnKind.Category or ColumnKind.Boolean) => Recoded(Levelled(column), info),
        (CategoryColumn or NumberColumn, ColumnKind.Text) => new TextColumn(column.Name, ColumnKind.Text, [.. Enumerable.Range(0, column.Count).Select(column.Show)]),
        (TextColumn, ColumnKind.Text) => column,
        _ when info.Role is not ColumnRole.Feature => column,
        _ => throw new AssayException(
            "data.column-kind", $"Column \"{info.Name}\" holds {column.Kind.ToString().ToLowerInvariant()} cells, but the model was trained on {info.Kind.ToString().ToLowerInvariant()}. Give a table of the same kind."),
    };

    // Few rows may show only two of a column's numbers, which then reads as a truth value; null when a level is no number.
    private static double[]? Numbers(CategoryColumn own)
    {
        var byCode = own.Levels.Select(l => double.TryParse(l, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN).ToArray();
        return byCode.Any(double.IsNaN) ? null : [.. Enumerable.Range(0, own.Count).Select(row => own.Codes[row] < 0 ? double.NaN : byCode[own.Codes[row]])];
    }

    private static CategoryColumn Recoded(CategoryColumn own, ColumnInfo info)
    {
        var index = info.Levels.Select((level, i) => (level, i)).ToDictionary(p => p.level, p => p.i, StringComparer.Ordinal);
        var map = own.Levels.Select(l => index.GetValueOrDefault(l, -1)).ToArray();
        var codes = new int[own.Count];
        for (var row = 0; row < codes.Length; row++)
        {
            codes[row] = own.Codes[row] < 0 ? -1 : map[own.Codes[row]];
        }

        return new CategoryColumn(own.Name, info.Kind, codes, [.. info.Levels]);
    }

    private static CategoryColumn Levelled(Column column)
    {
        var texts = Enumerable.Range(0, column.Count).Select(column.Show).ToArray();
        var levels = texts.OfType<string>().Distinct().Order(StringComparer.Ordinal).ToArray();
        var index = levels.Select((level, i) => (level, i)).ToDictionary(p => p.level, p => p.i, StringComparer.Ordinal);
        return new CategoryColumn(column.Name, ColumnKind.Category, Array.ConvertAll(texts, t => t is null ? -1 : index[t]), levels);
    }
}

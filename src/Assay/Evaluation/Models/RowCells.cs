using System.Globalization;
using System.Text;
using System.Text.Json;
using Assay.Data;

namespace Assay.Evaluation.Models;

/// <summary>Rows of a table as an outside program reads them: JSON or CSV, every column but the target, or those it asked for.</summary>
internal sealed class RowCells
{
    private readonly (Column Column, Func<int, JsonCell> Cell)[] cells;

    /// <summary>Prepares a table.</summary>
    /// <param name="data">The table.</param>
    /// <param name="wanted">The columns, in order; empty for all but the target.</param>
    /// <exception cref="AssayException"><c>data.column-missing</c>.</exception>
    public RowCells(Dataset data, IReadOnlyList<string> wanted)
    {
        Data = data;
        Column[] columns = wanted.Count > 0 ? [.. wanted.Select(data.Named)] : FeatureBinding.Candidates(data);
        cells = Array.ConvertAll(columns, c => (c, Cells(c, data.Schema.First(info => info.Name == c.Name).SourceType)));
    }

    /// <summary>The table.</summary>
    public Dataset Data { get; }

    /// <summary>The columns' names, in order.</summary>
    public IEnumerable<string> Names => cells.Select(c => c.Column.Name);

    /// <summary>One row as an object by column name.</summary>
    public void WriteObject(Utf8JsonWriter writer, int row)
    {
        writer.WriteStartObject();
        foreach (var (column, cell) in cells)
        {
            writer.WritePropertyName(column.Name);
            cell(row).Write(writer);
        }

        writer.WriteEndObject();
    }

    /// <summary>One row as a list in the order of <see cref="Names"/>.</summary>
    public void WriteList(Utf8JsonWriter writer, int row)
    {
        writer.WriteStartArray();
        foreach (var (_, cell) in cells)
        {
            cell(row).Write(writer);
        }

        writer.WriteEndArray();
    }

    /// <summary>One row as an object on one line.</summary>
    public string Json(int row)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = JsonRules.Compact.Encoder }))
        {
            WriteObject(writer, row);
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    /// <summary>The names as a line of comma-separated values.</summary>
    public string CsvNames => string.Join(',', Names.Select(PredictionCsv.Quoted));

    /// <summary>One row as comma-separated values; a missing cell is empty.</summary>
    public string Csv(int row) => string.Join(',', cells.Select(c => PredictionCsv.Quoted(c.Column.Show(row) ?? "")));

    // Names that a file held as numbers or truth values are written as such again.
    private static Func<int, JsonCell> Cells(Column column, string source) => column switch
    {
        NumberColumn numbers when column.Kind != ColumnKind.Date => row => numbers.Values[row] is var value && double.IsFinite(value) ? new(value, null) : default,
        CategoryColumn names when source is not ("" or "VARCHAR") => Known(names),
        _ => row => new(double.NaN, column.Show(row)),
    };

    private static Func<int, JsonCell> Known(CategoryColumn column)
    {
        var byCode = column.Levels.Select(level =>
            bool.TryParse(level, out var truth) ? new JsonCell(double.NaN, null) { Truth = truth }
            : double.TryParse(level, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? new JsonCell(number, null)
            : new JsonCell(double.NaN, level)).ToArray();
        return row => column.Codes[row] is >= 0 and var code ? byCode[code] : default;
    }

    /// <summary>One cell: a text, a truth value, a number, or nothing.</summary>
    private readonly record struct JsonCell(double? Number, string? Text)
    {
        public bool? Truth { get; init; }

        public void Write(Utf8JsonWriter writer)
        {
            switch (this)
            {
                case { Text: { } text }: writer.WriteStringValue(text); break;
                case { Truth: { } truth }: writer.WriteBooleanValue(truth); break;
                case { Number: { } number } when double.IsFinite(number): writer.WriteNumberValue(number); break;
                default: writer.WriteNullValue(); break;
            }
        }
    }
}

using System.Collections;

namespace Assay.Data;

/// <content>Reading from files.</content>
public sealed partial record Dataset
{
    /// <summary>The row of the file (from 0, header not counted) that each row came from; empty when every row of the file was kept.</summary>
    public int[] SourceRows { get; init; } = [];

    /// <summary>Reads a labelled table and infers the rest.</summary>
    /// <param name="path">A file: .csv, .tsv, .parquet, .jsonl; all but Parquet may be packed (.gz).</param>
    /// <param name="target">The column to predict.</param>
    /// <exception cref="AssayException"><c>data.…</c> when the file or its content is no labelled table.</exception>
    public static Dataset Read(string path, string target) => Read(path, new ReadOptions { Target = target });

    /// <summary>Reads a labelled table; what the options leave out is inferred and said in the schema.</summary>
    /// <remarks>
    /// Rows keep the file's order. An empty cell, quoted or not, is missing; so are the texts <c>?</c>, <c>NA</c>, <c>N/A</c>, <c>#N/A</c>,
    /// <c>null</c> and <c>NaN</c>, and, beside numbers or dates only, <c>None</c>, <c>-</c>, <c>.</c>, <c>missing</c>, <c>unknown</c> and
    /// <c>nil</c>, unless <see cref="ReadOptions.Missing"/> says otherwise. Infinite numbers are read as missing. Texts that are all numbers with a decimal comma, parted thousands, a percent or a
    /// currency sign are read as numbers; see <see cref="ColumnInfo.Writing"/>. Rows without a target are left out; see <see cref="SourceRows"/>.
    /// </remarks>
    /// <exception cref="AssayException"><c>data.…</c> when the file or its content is no labelled table, <c>usage.…</c> when options contradict each other.</exception>
    public static Dataset Read(string path, ReadOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var (table, file) = (TableReader.Read(path, options.Threads), Path.GetFileName(path));
        return table.Rows > 0
            ? DatasetBuilder.Build(table, file, options)
            : throw new AssayException("data.no-rows", $"{file} has column names but no rows.");
    }

    /// <summary>Reads a table the way a model's training table was read, to predict or to evaluate on it.</summary>
    /// <remarks>
    /// Columns are found by name and come in the schema's order; others are ignored. A column that is neither a feature nor a date that is
    /// the time may be absent, the target too: its values are then NaN. A name that is not among a category's levels gets code -1; such cells, numbers outside the range of
    /// training and texts in a column of numbers are counted in <see cref="Notes"/>. No row is left out; a file without rows is a table without rows.
    /// </remarks>
    /// <exception cref="AssayException"><c>data.column-missing</c> when a feature is absent, <c>data.column-kind</c> when it holds something else.</exception>
    public static Dataset Read(string path, TableSchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        return SchemaReading.Read(TableReader.Read(path, Environment.ProcessorCount), Path.GetFileName(path), schema);
    }

    /// <summary>What another file needs to be read like this one.</summary>
    public TableSchema ToSchema() => new(Schema, Task, Classes);

    /// <summary>A labelled table of columns a program holds: arrays or lists of numbers, texts, truth values or dates; null is missing.</summary>
    /// <exception cref="ArgumentException">Columns of different lengths, or of a type that is no cell.</exception>
    /// <exception cref="AssayException"><c>data.…</c> as for files.</exception>
    public static Dataset FromColumns(string name, ReadOptions options, params (string Name, IEnumerable Cells)[] columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(options);
        return DatasetBuilder.Build(MemoryTable.OfColumns(name, columns), name, options);
    }

    /// <summary>A labelled table of objects a program holds: one row each, one column a public property.</summary>
    /// <exception cref="AssayException"><c>data.…</c> as for files.</exception>
    public static Dataset FromRows<T>(string name, IEnumerable<T> rows, ReadOptions options)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(options);
        return DatasetBuilder.Build(MemoryTable.OfRows(name, rows), name, options);
    }
}

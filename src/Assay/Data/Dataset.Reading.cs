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
    /// <c>nil</c>. Infinite numbers are read as missing. Rows without a target are left out; see <see cref="SourceRows"/>.
    /// </remarks>
    /// <exception cref="AssayException"><c>data.…</c> when the file or its content is no labelled table, <c>usage.…</c> when options contradict each other.</exception>
    public static Dataset Read(string path, ReadOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return DatasetBuilder.Build(TableReader.Read(path, options.Threads), Path.GetFileName(path), options);
    }
}

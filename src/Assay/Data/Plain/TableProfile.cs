namespace Assay.Data.Plain;

/// <summary>What is kept of a table with every version, so that two versions can be compared by what is between them.</summary>
/// <param name="Rows">Number of rows.</param>
/// <param name="Print">Digests over every cell.</param>
/// <param name="Columns">One entry a column, in order.</param>
internal sealed record TableProfile(long Rows, Fingerprint Print, IReadOnlyList<StoredColumn> Columns)
{
    /// <summary>Columns that together name a row, as told; empty when nobody did.</summary>
    public IReadOnlyList<string> Key { get; init; } = [];

    /// <summary>What parts the cells of a delimited text; null for other tables.</summary>
    public char? Delimiter { get; init; }

    /// <summary>Reads a table file and looks at it; null for a file that is no table a reader understands.</summary>
    public static TableProfile? Of(string path)
    {
        try
        {
            var file = TableFile.Open(path);
            var (table, delimiter) = Read(file);
            var columns = new StoredColumn[table.Columns.Count];
            Parallel.For(0, columns.Length, new ParallelOptions { MaxDegreeOfParallelism = 2 }, i => columns[i] = StoredColumn.Of(table.Columns[i]));
            return new TableProfile(table.Rows, table.Print ?? table.Fingerprint(), columns) { Delimiter = delimiter };
        }
        catch (AssayException)
        {
            return null;
        }
    }

    /// <summary>The order-sensitive digest of a table file; null for a file that is no table a reader understands.</summary>
    public static string? PrintOf(string path)
    {
        try
        {
            var table = Read(TableFile.Open(path)).Table;
            return (table.Print ?? table.Fingerprint()).Ordered;
        }
        catch (AssayException)
        {
            return null;
        }
    }

    private static (PlainTable Table, char? Delimiter) Read(TableFile file)
    {
        var header = file is { Format: TableFormat.Delimited, Compressed: false } ? DelimitedHeader.Read(file) : null;
        try
        {
            if (header is not null)
            {
                return (PlainReader.Read(() => File.OpenRead(file.Path), header), header.Delimiter);
            }
        }
        catch (UnusualTable)
        {
            // The full reader knows more cases.
        }

        return (PlainTable.Of(TableReader.Read(file.Path, Environment.ProcessorCount)), header?.Delimiter);
    }
}

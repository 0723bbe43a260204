namespace Assay.Data;

/// <summary>The statement that scans one file, and the values of its parameters: no text of the user's but quoted names of columns is part of the statement.</summary>
internal sealed record TableScan(string Source, IReadOnlyDictionary<string, string> Parameters)
{
    /// <summary>Columns whose type is not left to the reader, by name.</summary>
    public IReadOnlyDictionary<string, string> Types { get; init; } = new Dictionary<string, string>();

    // Small buffers: the reader's default of 32 MB leaves the processor's cache and was slower whenever measured.
    private const string Delimited =
        "read_csv($path, delim = $delimiter, quote = '\"', escape = '\"', header = true, skip = 0, comment = '', "
        + "auto_type_candidates = ['BIGINT', 'DOUBLE', 'DATE', 'TIMESTAMP', 'VARCHAR'], dateformat = '%Y-%m-%d', "
        + "hive_partitioning = false, filename = false, null_padding = false, ignore_errors = false";

    /// <summary>The scan of that file.</summary>
    public static TableScan Of(TableFile file) => file.Format switch
    {
        TableFormat.Delimited => new(
            Delimited + ", max_line_size = 2000000, buffer_size = 2500000)",
            new Dictionary<string, string> { ["path"] = Literal(file.Path), ["delimiter"] = DelimitedHeader.Read(file).Delimiter.ToString() }),
        TableFormat.Parquet => new(
            "read_parquet($path, hive_partitioning = false, filename = false)",
            new Dictionary<string, string> { ["path"] = Literal(file.Path) }),
        _ => new(
            "read_json($path, format = 'newline_delimited', sample_size = -1, hive_partitioning = false, filename = false)",
            new Dictionary<string, string> { ["path"] = Literal(file.Path) }),
    };

    /// <summary>Whether the reader finds the types out itself.</summary>
    public bool FindsTypes => Source.StartsWith("read_csv", StringComparison.Ordinal);

    /// <summary>The same scan with a column read as a type.</summary>
    public TableScan As(string column, string type) => this with { Types = new Dictionary<string, string>(Types) { [column] = type } };

    /// <summary>The scan as it is written in a statement.</summary>
    public string Statement => Types.Count == 0 || !FindsTypes
        ? Source
        : $"{Source[..^1]}, types = {{{string.Join(", ", Types.Select(t => $"{Quoted(t.Key)}: '{t.Value}'"))}}})";

    /// <summary>A name that cannot end its place in a statement.</summary>
    public static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>The same scan after a look at every row for the types, and with room for lines of up to 64 MB.</summary>
    public TableScan SeeingAllRows() => this with { Source = Delimited + ", sample_size = -1, max_line_size = 67108864)" };

    // The reader takes paths as patterns; a bracket around a pattern letter makes it an ordinary one.
    private static string Literal(string path) =>
        path.Replace("[", "[[]", StringComparison.Ordinal).Replace("*", "[*]", StringComparison.Ordinal).Replace("?", "[?]", StringComparison.Ordinal);
}

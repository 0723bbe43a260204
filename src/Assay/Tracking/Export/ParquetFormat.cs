using System.Text;
using DuckDB.NET.Data;

namespace Assay.Tracking.Export;

/// <summary>A Parquet file with the columns of the CSV form and their types, made by DuckDB.</summary>
[Named("parquet")]
internal sealed class ParquetFormat : RunFormat
{
    internal override ExportReport Write(ExportedRuns runs, string path)
    {
        Folder.Make(Path.GetDirectoryName(path)!);
        var (table, fresh) = (Folder.SiblingOf(path, "table"), Folder.SiblingOf(path, "new"));
        return StoreErrors.Guard(path, () =>
        {
            try
            {
                (ExportReport Report, IReadOnlyList<string> Types) written = (new ExportReport(0, 0, 0, []), []);
                Folder.WriteFlushed(table, stream =>
                {
                    using var writer = new StreamWriter(stream, new UTF8Encoding(false), 1 << 16, leaveOpen: true);
                    written = CsvFormat.WriteTable(runs, writer);
                });
                Convert(table, fresh, written.Types);
                File.Move(fresh, path);
                return written.Report;
            }
            finally
            {
                File.Delete(table);
                File.Delete(fresh);
            }
        });
    }

    // Names of columns, which are users' texts, come from the file's heading and not through SQL.
    private static void Convert(string table, string fresh, IReadOnlyList<string> types)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText =
            $"""
            COPY (SELECT * FROM read_csv({Literal(table)}, header = true, delim = ',', quote = '"', escape = '"', new_line = '\r\n', nullstr = '',
                allow_quoted_nulls = false, max_line_size = 67108864, types = [{string.Join(", ", types.Select(Literal))}]))
            TO {Literal(fresh)} (FORMAT parquet, COMPRESSION zstd)
            """;
        try
        {
            command.ExecuteNonQuery();
        }
        catch (DuckDBException error) when (error.Message.Contains("No space left", StringComparison.OrdinalIgnoreCase))
        {
            throw StoreErrors.DiskFull(fresh, error);
        }
    }

    private static string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}

using System.IO.Compression;

namespace Assay.Data;

/// <summary>How a table is written.</summary>
internal enum TableFormat
{
    Delimited,
    Parquet,
    JsonLines,
}

/// <summary>A table's file after the checks at the door: it exists, has content and a known format.</summary>
internal sealed record TableFile(string Path, TableFormat Format, bool Compressed)
{
    private const string Known = ".csv, .tsv, .txt, .parquet, .jsonl, .ndjson, each also with .gz (Parquet without)";

    /// <summary>The file's name without its folder, as messages show it.</summary>
    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>The name without extensions.</summary>
    public string ShortName => Name[..(Name.IndexOf('.', 1) is var dot && dot > 0 ? dot : Name.Length)];

    /// <summary>Length and last change, to see whether the file changes under the reader.</summary>
    public (long Length, DateTime Changed) Stamp()
    {
        var info = new FileInfo(Path);
        return info.Exists ? (info.Length, info.LastWriteTimeUtc) : (-1, default);
    }

    /// <summary>Checks the path.</summary>
    /// <exception cref="AssayException"><c>data.file-missing</c>, <c>data.is-directory</c>, <c>data.file-empty</c>, <c>data.format-unknown</c>, <c>data.file-corrupt</c>.</exception>
    public static TableFile Open(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var full = System.IO.Path.GetFullPath(path);
        if (Directory.Exists(full))
        {
            throw new AssayException("data.is-directory", $"\"{path}\" is a folder; name one file in it ({Known}).");
        }

        if (!File.Exists(full))
        {
            throw new AssayException("data.file-missing", $"There is no file \"{path}\".{Similar(full)}");
        }

        if (new FileInfo(full).Length == 0)
        {
            throw new AssayException("data.file-empty", $"\"{path}\" is empty (0 bytes); expected a header line and rows.");
        }

        var compressed = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);
        return compressed && !IsGzip(full)
            ? throw new AssayException("data.file-corrupt", $"\"{path}\" is not gzip, though its name says so. Rename it without .gz, or compress it: gzip.")
            : new TableFile(full, FormatOf(path), compressed);
    }

    /// <summary>The content, unpacked.</summary>
    public Stream OpenContent()
    {
        var file = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return Compressed ? new GZipStream(file, CompressionMode.Decompress) : file;
    }

    // Source: RFC 1952, section 2.3.1.
    private static bool IsGzip(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
    }

    private static TableFormat FormatOf(string path)
    {
        var name = path.ToLowerInvariant();
        name = name.EndsWith(".gz", StringComparison.Ordinal) ? name[..^3] : name;
        return System.IO.Path.GetExtension(name) switch
        {
            ".csv" or ".tsv" or ".tab" or ".txt" or ".data" => TableFormat.Delimited,
            ".parquet" or ".pq" => TableFormat.Parquet,
            ".jsonl" or ".ndjson" => TableFormat.JsonLines,
            var other => throw new AssayException(
                "data.format-unknown", $"\"{path}\" ends in \"{other}\", which is not a known table format. Known: {Known}."),
        };
    }

    private static string Similar(string full)
    {
        var folder = System.IO.Path.GetDirectoryName(full);
        if (folder is null || !Directory.Exists(folder))
        {
            return $" The folder \"{folder}\" does not exist either.";
        }

        return Spelling.DidYouMean(System.IO.Path.GetFileName(full), Directory.EnumerateFiles(folder).Select(f => System.IO.Path.GetFileName(f)).Take(1000));
    }
}

using System.Globalization;
using Assay.Data.Plain;
using DuckDB.NET.Data;

namespace Assay.Data;

/// <summary>Reads a file into a <see cref="RawTable"/>: one streaming scan through DuckDB, cells kept and hashed as they pass, in file order.</summary>
internal static class TableReader
{
    private static readonly double WordAsDate = (new DateTime(1900, 1, 1, 0, 0, 0, DateTimeKind.Utc) - DateTime.UnixEpoch).TotalSeconds;

    /// <summary>Reads the file; <paramref name="scanned"/> is told when its last byte was read, before it is compared with what it was.</summary>
    /// <exception cref="AssayException"><c>data.…</c>: see <see cref="TableFile.Open"/>, <see cref="DelimitedHeader.Read"/> and <see cref="FileDiagnosis"/>.</exception>
    public static RawTable Read(string path, int threads, Action? scanned = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        var file = TableFile.Open(path);
        var before = file.Stamp();
        var packed = Task.Run(() => PackedFile.Check(file));
        var table = ScanWhole(file, threads, packed);
        scanned?.Invoke();
        var after = file.Stamp();
        if (before != after)
        {
            throw new AssayException(
                "data.file-changed",
                $"{file.Name} changed while it was read ({Describe(before)} before, {Describe(after)} after). Nothing was kept; read it again when it is finished.");
        }

        return table;
    }

    private static string Describe((long Length, DateTime Changed) stamp) => stamp.Length < 0
        ? "gone"
        : string.Create(CultureInfo.InvariantCulture, $"{stamp.Length} bytes of {stamp.Changed:HH:mm:ss.fff}");

    // In an archive that was cut off, a broken row is only what comes of it.
    private static RawTable ScanWhole(TableFile file, int threads, Task packed)
    {
        try
        {
            return Scan(file, threads);
        }
        finally
        {
            packed.GetAwaiter().GetResult();
        }
    }

    private static RawTable Scan(TableFile file, int threads)
    {
        var scan = TableScan.Of(file);
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        Configure(connection, threads);
        try
        {
            return ScanTyped(connection, scan, (file.ShortName, threads));
        }
        catch (DuckFailure) when (file.Format == TableFormat.Delimited)
        {
            // The first rows promised a narrower type than a later row keeps: look at all rows before choosing types.
            try
            {
                return ScanTyped(connection, scan.SeeingAllRows(), (file.ShortName, threads));
            }
            catch (DuckFailure again)
            {
                throw FileDiagnosis.Explain(file, again.Message);
            }
        }
        catch (DuckFailure failure)
        {
            throw FileDiagnosis.Explain(file, failure.Message);
        }
    }

    // What the reader takes for something else than it is only shows in its cells: then the file is read once more.
    private static RawTable ScanTyped(DuckDBConnection connection, TableScan scan, (string Name, int Threads) how)
    {
        while (true)
        {
            try
            {
                var table = DuckStream.Read(connection, scan, how.Name, how.Threads);
                return scan.FindsTypes ? Mended(connection, scan, table, how.Threads) : table;
            }
            catch (InfiniteDate found)
            {
                scan = scan.As(found.Column, "VARCHAR");
            }
        }
    }

    // The reader takes the words "infinity" and "epoch" for dates and gives 1900-01-01 for them; times in UTC (2026-01-01T00:00:00Z) it leaves as texts.
    private static RawTable Mended(DuckDBConnection connection, TableScan scan, RawTable table, int threads)
    {
        var doubtful = table.Columns.OfType<RawDates>().Where(c => c.Seconds.Contains(WordAsDate)).Select(c => c.Name).ToHashSet(StringComparer.Ordinal);
        var written = doubtful.Count == 0 ? table : DuckStream.Read(connection, doubtful.Aggregate(scan, (told, name) => told.As(name, "VARCHAR")), table.Name, threads);
        var told = scan;
        foreach (var column in written.Columns.OfType<RawTexts>())
        {
            told = AreMoments(column) && !doubtful.Contains(column.Name) ? told.As(column.Name, "TIMESTAMP")
                : doubtful.Contains(column.Name) && column.Distinct.Any(IsWord) ? told.As(column.Name, column.Distinct.All(IsInfinite) ? "DOUBLE" : "VARCHAR")
                : told;
        }

        return told == scan ? table : Retold(connection, told, table, threads);
    }

    private static bool IsWord(string text) => text.AsSpan().Trim().TrimStart('-') is [var first, ..] && char.IsAsciiLetter(first);

    private static bool IsInfinite(string text) => TextParsing.Number(text) is { } value && double.IsInfinity(value);

    private static RawTable Retold(DuckDBConnection connection, TableScan scan, RawTable table, int threads)
    {
        try
        {
            return DuckStream.Read(connection, scan, table.Name, threads);
        }
        catch (DuckFailure)
        {
            return table;
        }
    }

    // Times in UTC, 2026-01-01T00:00:00Z, which the reader leaves as texts.
    private static bool AreMoments(RawTexts column) => column.Distinct.Length > 0
        && column.Distinct.All(text => text.EndsWith('Z') && text.Length <= PlainDates.LongestText && PlainDates.Read(System.Text.Encoding.UTF8.GetBytes(text)) is not null);

    // One thread is kept for taking up what the others have parsed.
    private static void Configure(DuckDBConnection connection, int threads)
    {
        using var command = connection.CreateCommand();
        command.CommandText = string.Create(
            CultureInfo.InvariantCulture,
            $"SET threads = {Math.Max(1, threads - 1)}; SET preserve_insertion_order = true; SET autoinstall_known_extensions = false; SET autoload_known_extensions = false;");
        command.ExecuteNonQuery();
    }
}

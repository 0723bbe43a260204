using System.Globalization;
using DuckDB.NET.Data;

namespace Assay.Data;

/// <summary>Reads a file into a <see cref="RawTable"/>: one streaming scan through DuckDB, cells kept and hashed as they pass, in file order.</summary>
internal static class TableReader
{
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
            return DuckStream.Read(connection, scan, file.ShortName, threads);
        }
        catch (DuckFailure) when (file.Format == TableFormat.Delimited)
        {
            // The first rows promised a narrower type than a later row keeps: look at all rows before choosing types.
            try
            {
                return DuckStream.Read(connection, scan.SeeingAllRows(), file.ShortName, threads);
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

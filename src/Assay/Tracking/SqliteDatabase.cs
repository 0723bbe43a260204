using System.Data.Common;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;

namespace Assay.Tracking;

/// <summary>A SQLite file with a write-ahead log, flushed to disk at every commit.</summary>
internal sealed class SqliteDatabase : Database
{
    // Result codes: https://www.sqlite.org/rescode.html
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int InputOutput = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int NotADatabase = 26;
    private const int WriteFailed = 778;
    private const int FlushFailed = 1034;
    private const int SharedMemorySize = 4874;

    private static readonly TimeSpan LongestMatch = TimeSpan.FromMilliseconds(50);

    private readonly string path;

    private SqliteDatabase(SqliteConnection connection, string path)
        : base(connection, new SqliteDialect()) => this.path = path;

    internal override string Place => path;

    /// <summary>Opens the file, making it and its folder when missing.</summary>
    internal static SqliteDatabase Open(string path)
    {
        var folder = Path.GetDirectoryName(path)!;
        Folder.Make(folder);
        try
        {
            var connection = Connect(path);
            // These two are kept in the file. Setting them writes, which must not be needed to look into a store on a full disk.
            SetOnce(connection, "auto_vacuum", "2");
            SetOnce(connection, "journal_mode", "wal");
            Folder.Flush(folder);
            return new SqliteDatabase(connection, path);
        }
        catch (SqliteException error) when (Explain(error, path) is { } told)
        {
            throw told;
        }
    }

    protected override void Vacuum(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA incremental_vacuum";
        using var pages = command.ExecuteReader();
        while (pages.Read())
        {
            // Each step frees a page.
        }
    }

    internal override IReadOnlyList<string> Tables(Session session) =>
        session.Query("SELECT name FROM sqlite_master WHERE type = 'table'", row => row.GetString(0));

    protected override AssayException? Translate(DbException error) => Explain((SqliteException)error, path);

    protected override DbConnection Connect() => Connect(path);

    protected override DbTransaction BeginRead(DbConnection connection) => ((SqliteConnection)connection).BeginTransaction(deferred: true);

    protected override DbTransaction BeginWrite(DbConnection connection) => ((SqliteConnection)connection).BeginTransaction(deferred: false);

    private static SqliteConnection Connect(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Pooling = false,
            ForeignKeys = true,
            DefaultTimeout = 30,
        }.ToString());
        try
        {
            connection.Open();
            Pragma(connection, "busy_timeout = 20000");
            Pragma(connection, "synchronous = FULL");
            Pragma(connection, "case_sensitive_like = ON");
            connection.CreateFunction("assay_number", (string? text) => PlainNumber.Read(text), isDeterministic: true);
            connection.CreateFunction("assay_matches", (string? text, string pattern) => Matches(text, pattern), isDeterministic: true);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    // Linear in the text whatever the pattern; the limit is for patterns that are themselves huge.
    private static bool Matches(string? text, string pattern) =>
        text is not null && Regex.IsMatch(text, pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, LongestMatch);

    private static void SetOnce(SqliteConnection connection, string setting, string value)
    {
        if (Pragma(connection, setting) != value)
        {
            Pragma(connection, $"{setting} = {value}");
        }
    }

    private static string? Pragma(SqliteConnection connection, string text)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"PRAGMA {text}";
        return command.ExecuteScalar()?.ToString();
    }

    private static AssayException? Explain(SqliteException error, string path) => error.SqliteExtendedErrorCode switch
    {
        WriteFailed or FlushFailed or SharedMemorySize => StoreErrors.DiskFull(path, error),
        _ => error.SqliteErrorCode switch
        {
            Full => StoreErrors.DiskFull(path, error),
            ReadOnly or CannotOpen => StoreErrors.NotWritable(path, error),
            Corrupt or NotADatabase => StoreErrors.Damaged(path, error),
            Busy or Locked => new AssayException(
                "store.busy",
                $"Another process kept {path} locked for 20 seconds. Wait for it to end, or give this one a store of its own with --store.",
                error),
            InputOutput => new AssayException(
                "store.unreadable",
                $"The disk under {path} failed ({error.Message}). What was recorded before stays; check the disk and try again.",
                error),
            _ => null,
        },
    };
}

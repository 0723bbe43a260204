using System.Data;
using System.Data.Common;
using Npgsql;

namespace Assay.Tracking;

/// <summary>A PostgreSQL database, reached through Npgsql; a commit that returned has been flushed by the server.</summary>
internal sealed class PostgresDatabase : Database
{
    // Any number will do, as long as nobody else's writers take the same.
    private const long WriterLock = 0x4173736179;

    private readonly string connectionString;

    private PostgresDatabase(NpgsqlConnection connection, string connectionString, string place)
        : base(connection, new PostgresDialect()) => (this.connectionString, Place) = (connectionString, place);

    internal override string Place { get; }

    /// <summary>Opens a database that is there; its tables are made by the migrations.</summary>
    /// <param name="address"><c>postgres://user:password@host:port/database?sslmode=require</c>; all but host and database may be left out.</param>
    /// <exception cref="AssayException"><c>store.address</c>, <c>store.unreachable</c>, <c>store.refused</c>.</exception>
    internal static PostgresDatabase Open(string address)
    {
        var settings = Settings(address);
        var place = $"postgres://{settings.Username}@{settings.Host}:{settings.Port}/{settings.Database}";
        try
        {
            return new PostgresDatabase(Connect(settings.ToString()), settings.ToString(), place);
        }
        catch (NpgsqlException error) when (Explain(error, place) is { } told)
        {
            throw told;
        }
    }

    internal override IReadOnlyList<string> Tables(Session session) =>
        session.Query("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()", row => row.GetString(0));

    protected override DbConnection Connect() => Connect(connectionString);

    protected override AssayException? Translate(DbException error) => Explain((NpgsqlException)error, Place);

    protected override DbTransaction BeginRead(DbConnection connection) => connection.BeginTransaction(IsolationLevel.RepeatableRead);

    // Held to the end of the transaction: statements behind it see everything the writers before have committed.
    protected override DbTransaction BeginWrite(DbConnection connection)
    {
        var transaction = connection.BeginTransaction(IsolationLevel.ReadCommitted);
        try
        {
            using var command = connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = $"SELECT pg_advisory_xact_lock({WriterLock})";
            command.ExecuteNonQuery();
            return transaction;
        }
        catch
        {
            transaction.Dispose();
            throw;
        }
    }

    protected override void Vacuum(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "VACUUM metric_blocks, metric_tail, metric_series";
        command.CommandTimeout = 0;
        command.ExecuteNonQuery();
    }

    private static NpgsqlConnection Connect(string text)
    {
        var connection = new NpgsqlConnection(text);
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static NpgsqlConnectionStringBuilder Settings(string address)
    {
        try
        {
            var uri = new Uri(address);
            var user = uri.UserInfo.Split(':', 2);
            var settings = new NpgsqlConnectionStringBuilder
            {
                Host = uri.Host,
                Port = uri.Port > 0 ? uri.Port : 5432,
                Database = Uri.UnescapeDataString(uri.AbsolutePath.TrimStart('/')),
                Username = user[0].Length > 0 ? Uri.UnescapeDataString(user[0]) : Environment.UserName,
                Password = user.Length > 1 ? Uri.UnescapeDataString(user[1]) : null,
                Pooling = false,
                Enlist = false,
                MaxAutoPrepare = 200,
                AutoPrepareMinUsages = 2,
                CommandTimeout = 120,
                ApplicationName = "assay",
            };
            foreach (var part in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
            {
                var (name, value) = part.Split('=', 2) is [var key, var text] ? (key, Uri.UnescapeDataString(text)) : (part, "");
                settings[name is "sslmode" or "host" or "port" or "user" or "password" ? name == "sslmode" ? "SSL Mode" : name == "user" ? "Username" : name : throw new ArgumentException(name)] = value;
            }

            return settings is { Database.Length: > 0, Host.Length: > 0 } ? settings : throw new ArgumentException("database");
        }
        catch (Exception error) when (error is UriFormatException or ArgumentException)
        {
            throw new AssayException(
                "store.address",
                "Expected an address such as postgres://user@host:5432/database, with sslmode, host, port, user or password behind a question mark. "
                + "For a socket write postgres://user@localhost/database?host=/var/run/postgresql.",
                error);
        }
    }

    // Classes of errors: https://www.postgresql.org/docs/current/errcodes-appendix.html
    private static AssayException? Explain(NpgsqlException error, string place) => error.SqlState switch
    {
        "53100" => StoreErrors.DiskFull(place, error),
        "2201B" => Search.SearchErrors.Filter($"PostgreSQL cannot use this regular expression ({error.Message})."),
        "42501" or "25006" => new AssayException("store.not-writable", $"The user may not write in {place} ({error.Message}). Grant it the rights.", error),
        "28000" or "28P01" or "3D000" => new AssayException(
            "store.refused", $"{place} was refused ({error.Message}). Check user, database and password (PGPASSWORD, ~/.pgpass).", error),
        "40001" or "40P01" or "55P03" => new AssayException("store.busy", $"Others kept {place} locked ({error.Message}). Try again.", error),
        null or "57P01" or "57P02" or "57P03" or ['0', '8', ..] => new AssayException(
            "store.unreachable",
            $"{place} does not answer ({error.InnerException?.Message ?? error.Message}). What was acknowledged is kept; check that the server runs, then try again.",
            error),
        _ => null,
    };
}

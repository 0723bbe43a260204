namespace Assay.Tracking;

/// <summary>Reads a store's address.</summary>
internal static class StoreAddress
{
    private const string Sqlite = "sqlite:///";

    /// <summary>Whether the store is in PostgreSQL.</summary>
    internal static bool IsPostgres(string address) =>
        address.StartsWith("postgres://", StringComparison.Ordinal) || address.StartsWith("postgresql://", StringComparison.Ordinal);

    /// <summary>The full path of the SQLite file meant: <c>sqlite:///relative</c>, <c>sqlite:////absolute</c> or a plain path.</summary>
    /// <exception cref="AssayException"><c>store.provider-unknown</c>, <c>store.address</c>.</exception>
    internal static string SqlitePath(string address)
    {
        var scheme = address.IndexOf("://", StringComparison.Ordinal);
        if (scheme >= 0 && !address.StartsWith("sqlite://", StringComparison.Ordinal))
        {
            throw new AssayException(
                "store.provider-unknown",
                $"Expected a store such as sqlite:///.assay/assay.db or postgres://user@host/database, found \"{address[..scheme]}://...\".");
        }

        var path = address.StartsWith(Sqlite, StringComparison.Ordinal) ? address[Sqlite.Length..] : scheme >= 0 ? "" : address;
        if (path.Length == 0 || path.Contains('\0', StringComparison.Ordinal) || Path.EndsInDirectorySeparator(path) || Directory.Exists(path))
        {
            throw new AssayException(
                "store.address",
                $"Expected the path of a file, found \"{address}\". "
                + "Write sqlite:///relative/path.db or sqlite:////absolute/path.db.");
        }

        return Path.GetFullPath(path);
    }
}

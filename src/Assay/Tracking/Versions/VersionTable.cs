using System.Data.Common;

namespace Assay.Tracking.Versions;

/// <summary>Reads and writes the rows of data versions.</summary>
internal static class VersionTable
{
    private const string Select =
        "SELECT name, version, digest, kind, fingerprint, bytes, added_bytes, files, rows, source, message, created_at, manifest, profile FROM data_versions";

    /// <summary>All versions of a name, or of all names, newest first.</summary>
    public static List<DataVersion> List(Session session, string? name) => name is null
        ? session.Query(Select + " ORDER BY created_at DESC, name, version DESC", Read)
        : session.Query(Select + " WHERE name = @name ORDER BY version DESC", Read, ("@name", name));

    /// <summary>The newest version of a name, or null.</summary>
    public static DataVersion? Newest(Session session, string name) =>
        session.Query(Select + " WHERE name = @name ORDER BY version DESC LIMIT 1", Read, ("@name", name)).SingleOrDefault();

    /// <summary>One version, or null.</summary>
    public static DataVersion? Find(Session session, string name, long version) =>
        session.Query(Select + " WHERE name = @name AND version = @version", Read, ("@name", name), ("@version", version)).SingleOrDefault();

    /// <summary>Versions whose digest, or fingerprint, begins so.</summary>
    public static List<DataVersion> WithDigest(Session session, string beginning) => session.Query(
        Select + " WHERE (digest >= @from AND digest < @to) OR (fingerprint >= @from AND fingerprint < @to) ORDER BY created_at DESC",
        Read, ("@from", beginning), ("@to", beginning + "g"));

    /// <summary>Adds a version and what it needs; its number is the next of its name.</summary>
    public static DataVersion Add(Session session, DataVersion version, IEnumerable<string> uses)
    {
        var number = session.Number("SELECT COALESCE(MAX(version), 0) + 1 FROM data_versions WHERE name = @name", ("@name", version.Name));
        session.Execute(
            """
            INSERT INTO data_versions (name, version, kind, digest, fingerprint, bytes, added_bytes, files, rows, manifest, profile, source, message, created_at)
            VALUES (@name, @version, @kind, @digest, @fingerprint, @bytes, @added, @files, @rows, @manifest, @profile, @source, @message, @created)
            """,
            ("@name", version.Name), ("@version", number), ("@kind", version.Kind), ("@digest", version.Digest), ("@fingerprint", version.Fingerprint),
            ("@bytes", version.Bytes), ("@added", version.AddedBytes), ("@files", version.Files), ("@rows", version.Rows), ("@manifest", version.Manifest),
            ("@profile", version.Profile), ("@source", Portable.Text(version.Source)), ("@message", Portable.Text(version.Message)),
            ("@created", version.Created.ToUnixTimeMilliseconds()));
        foreach (var digest in uses.Distinct(StringComparer.Ordinal))
        {
            session.Execute("INSERT INTO data_uses (name, version, digest) VALUES (@name, @version, @digest)", ("@name", version.Name), ("@version", number), ("@digest", digest));
        }

        return version with { Version = number };
    }

    /// <summary>Objects a version needs.</summary>
    public static List<string> Uses(Session session, DataVersion version) => session.Query(
        "SELECT digest FROM data_uses WHERE name = @name AND version = @version", row => row.GetString(0), ("@name", version.Name), ("@version", version.Version));

    /// <summary>Lets go of all but the newest so many versions of each name, and of those a run was given.</summary>
    public static List<string> Thin(Session session, int keep)
    {
        var gone = Old(session, keep);
        foreach (var (name, version) in gone)
        {
            session.Execute("DELETE FROM data_uses WHERE name = @name AND version = @version", ("@name", name), ("@version", version));
            session.Execute("DELETE FROM data_versions WHERE name = @name AND version = @version", ("@name", name), ("@version", version));
        }

        return [.. gone.Select(g => $"{g.Name}@{g.Version}")];
    }

    /// <summary>All but the newest so many versions of each name, and those a run was given.</summary>
    public static List<(string Name, long Version)> Old(Session session, int keep)
    {
        const string Condition = """
            version <= (SELECT MAX(w.version) FROM data_versions w WHERE w.name = data_versions.name) - @keep
            AND NOT EXISTS (SELECT 1 FROM datasets d WHERE d.digest = data_versions.fingerprint OR d.digest = data_versions.digest)
            """;
        return session.Query(
            $"SELECT name, version FROM data_versions WHERE {Condition} ORDER BY name, version", row => (row.GetString(0), row.GetInt64(1)), ("@keep", (long)keep));
    }

    private static DataVersion Read(DbDataReader row) => new(row.GetString(0), row.GetInt64(1), row.GetString(2))
    {
        Kind = row.GetString(3),
        Fingerprint = Portable.Text(row, 4),
        Bytes = row.GetInt64(5),
        AddedBytes = row.GetInt64(6),
        Files = row.GetInt64(7),
        Rows = Portable.Whole(row, 8),
        Source = row.GetString(9),
        Message = row.GetString(10),
        Created = Portable.Time(row.GetInt64(11)),
        Manifest = row.GetString(12),
        Profile = Portable.Text(row, 13),
    };
}

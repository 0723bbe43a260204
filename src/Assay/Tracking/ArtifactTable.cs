using System.Data.Common;

namespace Assay.Tracking;

/// <summary>Which run holds which file.</summary>
internal static class ArtifactTable
{
    private const string Select =
        "SELECT a.name, a.digest, o.bytes, a.created_at FROM artifacts a JOIN objects o ON o.digest = a.digest WHERE a.run_id = @run";

    internal static void Add(Session session, string run, RunArtifact artifact)
    {
        session.Execute(
            "INSERT INTO objects (digest, bytes) VALUES (@digest, @bytes) ON CONFLICT (digest) DO NOTHING",
            ("@digest", artifact.Digest),
            ("@bytes", artifact.Bytes));
        session.Execute(
            """
            INSERT INTO artifacts (run_id, name, digest, created_at) VALUES (@run, @name, @digest, @created)
            ON CONFLICT (run_id, name) DO UPDATE SET digest = excluded.digest, created_at = excluded.created_at
            """,
            ("@run", run),
            ("@name", artifact.Name),
            ("@digest", artifact.Digest),
            ("@created", artifact.Created.ToUnixTimeMilliseconds()));
    }

    internal static List<RunArtifact> List(Session session, string run) =>
        session.Query(Select + " ORDER BY a.name", Read, ("@run", run));

    internal static RunArtifact? Find(Session session, string run, string name) =>
        session.Query(Select + " AND a.name = @name", Read, ("@run", run), ("@name", name)).SingleOrDefault();

    internal static List<string> Unused(Session session) => session.Query(
        """
        SELECT o.digest FROM objects o WHERE NOT EXISTS (SELECT 1 FROM artifacts a WHERE a.digest = o.digest)
        AND NOT EXISTS (SELECT 1 FROM data_uses u WHERE u.digest = o.digest)
        """,
        row => row.GetString(0));

    internal static void Forget(Session session, string digest) =>
        session.Execute("DELETE FROM objects WHERE digest = @digest", ("@digest", digest));

    private static RunArtifact Read(DbDataReader row) =>
        new(row.GetString(0), row.GetString(1), row.GetInt64(2), Portable.Time(row.GetInt64(3)));
}

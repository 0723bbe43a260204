using System.Data.Common;

namespace Assay.Tracking;

/// <summary>Which run holds which file.</summary>
internal static class ArtifactTable
{
    private const string Select =
        "SELECT a.name, a.digest, o.bytes, a.created_at FROM artifacts a JOIN objects o ON o.digest = a.digest WHERE a.run_id = @run";

    // Every table that refers to contents stands here.
    private static readonly string NotHeld = string.Join(" AND ", new[] { "artifacts", "served_artifacts", "upload_parts", "data_uses" }
        .Select(table => $"NOT EXISTS (SELECT 1 FROM {table} t WHERE t.digest = o.digest)"));

    /// <summary>Makes its content known; something must refer to it by the end of the transaction.</summary>
    internal static void AddObject(Session session, RunArtifact artifact) => session.Execute(
        "INSERT INTO objects (digest, bytes) VALUES (@digest, @bytes) ON CONFLICT (digest) DO NOTHING",
        ("@digest", artifact.Digest),
        ("@bytes", artifact.Bytes));

    /// <exception cref="AssayException"><c>store.artifact-name</c>: a folder has that name, or a file the name of a folder in it.</exception>
    internal static void Add(Session session, string run, RunArtifact artifact)
    {
        ArtifactName.CheckPlace(
            artifact.Name, name => Find(session, run, name) is not null, name => FirstBetween(session, run, name + "/", name + "0") is not null);
        AddObject(session, artifact);
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

    /// <summary>The first file of a run whose name is at least the one and below the other.</summary>
    internal static RunArtifact? FirstBetween(Session session, string run, string from, string to) => session.Query(
        Select + " AND a.name >= @from AND a.name < @to ORDER BY a.name LIMIT 1", Read, ("@run", run), ("@from", from), ("@to", to)).SingleOrDefault();

    /// <summary>Deletes a file or a folder of a run; tells what content it held.</summary>
    internal static List<string> Delete(Session session, string run, string name) => session.Query(
        "DELETE FROM artifacts WHERE run_id = @run AND (name = @name OR (name >= @from AND name < @to)) RETURNING digest",
        row => row.GetString(0),
        ("@run", run),
        ("@name", name),
        ("@from", name.Length == 0 ? "" : name + "/"),
        ("@to", name.Length == 0 ? "\U0010FFFF" : name + "0"));

    internal static List<string> Unused(Session session) =>
        session.Query($"SELECT o.digest FROM objects o WHERE {NotHeld}", row => row.GetString(0));

    /// <summary>Whether nothing refers to a content any more.</summary>
    internal static bool IsUnused(Session session, string digest) =>
        session.Query($"SELECT 1 FROM objects o WHERE o.digest = @digest AND {NotHeld}", _ => 1, ("@digest", digest)).Count > 0;

    internal static void Forget(Session session, string digest) =>
        session.Execute("DELETE FROM objects WHERE digest = @digest", ("@digest", digest));

    private static RunArtifact Read(DbDataReader row) =>
        new(row.GetString(0), row.GetString(1), row.GetInt64(2), Portable.Time(row.GetInt64(3)));
}

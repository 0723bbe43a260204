using System.Data.Common;

namespace Assay.Tracking.Served;

/// <summary>Artifacts of no run, by their address.</summary>
internal static class ServedArtifactTable
{
    private const string Select =
        "SELECT a.path, a.digest, o.bytes, a.created_at FROM served_artifacts a JOIN objects o ON o.digest = a.digest ";

    /// <exception cref="AssayException"><c>store.artifact-name</c>: a folder has that name, or a file the name of a folder in it.</exception>
    internal static void Add(Session session, RunArtifact artifact)
    {
        ArtifactName.CheckPlace(artifact.Name, path => Find(session, path) is not null, path => FirstBetween(session, path + "/", path + "0") is not null);
        ArtifactTable.AddObject(session, artifact);
        session.Execute(
            """
            INSERT INTO served_artifacts (path, digest, created_at) VALUES (@path, @digest, @created)
            ON CONFLICT (path) DO UPDATE SET digest = excluded.digest, created_at = excluded.created_at
            """,
            ("@path", artifact.Name),
            ("@digest", artifact.Digest),
            ("@created", artifact.Created.ToUnixTimeMilliseconds()));
    }

    internal static RunArtifact? Find(Session session, string path) =>
        session.Query(Select + "WHERE a.path = @path", Read, ("@path", path)).SingleOrDefault();

    internal static List<ServedEntry> List(Session session, string folder) => FolderScan.List(folder, (from, to) => FirstBetween(session, from, to));

    /// <summary>Folders that stand for experiments and runs that have artifacts: at the top, below an experiment, below a run.</summary>
    internal static List<string> RunFolders(Session session, string folder)
    {
        var parts = folder.Split('/');
        if (folder.Length == 0)
        {
            return session.Query(
                "SELECT e.id FROM experiments e WHERE EXISTS (SELECT 1 FROM runs r JOIN artifacts a ON a.run_id = r.id WHERE r.experiment_id = e.id)",
                row => row.GetInt64(0).ToString());
        }

        if (!long.TryParse(parts[0], out var experiment) || parts.Length > 2)
        {
            return [];
        }

        return parts.Length == 1
            ? session.Query(
                "SELECT r.id FROM runs r WHERE r.experiment_id = @id AND EXISTS (SELECT 1 FROM artifacts a WHERE a.run_id = r.id) LIMIT 10000",
                row => row.GetString(0),
                ("@id", experiment))
            : session.Query(
                "SELECT r.id FROM runs r WHERE r.id = @run AND r.experiment_id = @id AND EXISTS (SELECT 1 FROM artifacts a WHERE a.run_id = r.id)",
                _ => "artifacts",
                ("@run", parts[1]),
                ("@id", experiment));
    }

    /// <summary>Deletes a file or a folder; tells what content it held.</summary>
    internal static List<string> Delete(Session session, string path) => session.Query(
        "DELETE FROM served_artifacts WHERE path = @path OR (path >= @from AND path < @to) RETURNING digest",
        row => row.GetString(0),
        ("@path", path),
        ("@from", path + "/"),
        ("@to", path + "0"));

    private static RunArtifact? FirstBetween(Session session, string from, string to) => session.Query(
        Select + "WHERE a.path >= @from AND a.path < @to ORDER BY a.path LIMIT 1", Read, ("@from", from), ("@to", to)).SingleOrDefault();

    private static RunArtifact Read(DbDataReader row) =>
        new(row.GetString(0), row.GetString(1), row.GetInt64(2), Portable.Time(row.GetInt64(3)));
}

namespace Assay.Tracking.Served;

/// <summary>Files that arrive in parts: nothing of one is seen before all of it is there.</summary>
internal sealed class UploadShelf(Store store, ArtifactShelf artifacts)
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    /// <summary>Begins an upload; those nobody went on with for a week are forgotten.</summary>
    internal string Begin(string path)
    {
        var now = store.Clock.GetUtcNow();
        var upload = store.NewId();
        store.Discard(store.Database.Write(session =>
        {
            var old = session.Query(
                "SELECT id FROM uploads WHERE created_at < @before", row => row.GetString(0), ("@before", (now - Kept).ToUnixTimeMilliseconds()));
            session.Execute(
                "INSERT INTO uploads (id, path, created_at) VALUES (@id, @path, @now)",
                ("@id", upload),
                ("@path", path),
                ("@now", now.ToUnixTimeMilliseconds()));
            return old.SelectMany(id => Forget(session, id)).ToList();
        }));
        return upload;
    }

    /// <summary>Where the upload's file will be; null when there is no such upload.</summary>
    internal string? PathOf(string upload) => store.Database.Read(session =>
        session.Query("SELECT path FROM uploads WHERE id = @id", row => row.GetString(0), ("@id", upload)).SingleOrDefault());

    /// <summary>Keeps a part; a later one takes the place of an earlier one of the same number.</summary>
    internal void Put(string upload, long part, ObjectFolder.Incoming incoming) => store.Database.Write(session =>
    {
        ArtifactTable.AddObject(session, new RunArtifact("", incoming.Digest, incoming.Bytes, default));
        session.Execute(
            """
            INSERT INTO upload_parts (upload_id, part, digest) VALUES (@upload, @part, @digest)
            ON CONFLICT (upload_id, part) DO UPDATE SET digest = excluded.digest
            """,
            ("@upload", upload),
            ("@part", part),
            ("@digest", incoming.Digest));
        store.Objects.Keep(incoming);
    });

    /// <summary>The parts that are there, by number.</summary>
    internal IReadOnlyDictionary<long, RunArtifact> Parts(string upload) => store.Database.Read(session => session.Query(
        "SELECT p.part, p.digest, o.bytes FROM upload_parts p JOIN objects o ON o.digest = p.digest WHERE p.upload_id = @upload",
        row => (Part: row.GetInt64(0), Content: new RunArtifact($"part {row.GetInt64(0)}", row.GetString(1), row.GetInt64(2), default)),
        ("@upload", upload)).ToDictionary(p => p.Part, p => p.Content));

    /// <summary>Ends an upload: the whole file appears and the parts go.</summary>
    internal void Complete(string upload, string path, ObjectFolder.Incoming whole) => store.Discard(store.Database.Write(session =>
    {
        var replaced = artifacts.Put(session, ServedPlace.Of(session, path), whole);
        return (List<string>)[.. replaced, .. Forget(session, upload)];
    }));

    /// <summary>Forgets an upload and its parts.</summary>
    internal void Abort(string upload) => store.Discard(store.Database.Write(session => Forget(session, upload)));

    private static List<string> Forget(Session session, string upload)
    {
        var digests = session.Query(
            "DELETE FROM upload_parts WHERE upload_id = @upload RETURNING digest", row => row.GetString(0), ("@upload", upload));
        session.Execute("DELETE FROM uploads WHERE id = @upload", ("@upload", upload));
        return digests;
    }
}

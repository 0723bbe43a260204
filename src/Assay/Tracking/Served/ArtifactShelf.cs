namespace Assay.Tracking.Served;

/// <summary>The artifacts of a store as a server shows them: files and folders under one root.</summary>
internal sealed class ArtifactShelf(Store store)
{
    /// <summary>Keeps a file that was received; when this returns, the disk has it.</summary>
    internal void Put(string path, ObjectFolder.Incoming incoming) =>
        store.Discard(store.Database.Write(session => Put(session, ServedPlace.Of(session, path), incoming)));

    /// <summary>The file at a path, or null.</summary>
    internal RunArtifact? Find(string path) => store.Database.Read(session =>
    {
        var address = ServedPlace.Of(session, path);
        return address.Run is { } run ? ArtifactTable.Find(session, run, address.Name) : ServedArtifactTable.Find(session, path);
    });

    /// <summary>What is directly in a folder, sorted by name; empty when there is no such folder.</summary>
    internal List<ServedEntry> List(string folder) => store.Database.Read(session =>
    {
        var address = ServedPlace.Of(session, folder);
        if (address.Run is { } run)
        {
            return ListRun(session, run, address.Name);
        }

        var found = ServedArtifactTable.List(session, folder);
        found.AddRange(ServedArtifactTable.RunFolders(session, folder).Select(name => new ServedEntry(name, null)));
        return [.. found.DistinctBy(e => e.Name).OrderBy(e => e.Name, StringComparer.Ordinal)];
    });

    /// <summary>What is directly in a folder of a run.</summary>
    internal List<ServedEntry> ListRun(string run, string folder) => store.Database.Read(session => ListRun(session, run, folder));

    /// <summary>The file of a run, or null.</summary>
    internal RunArtifact? FindRun(string run, string name) => store.Database.Read(session => ArtifactTable.Find(session, run, name));

    /// <summary>Keeps a file that was received with a run.</summary>
    internal void PutRun(string run, string name, ObjectFolder.Incoming incoming) =>
        store.Discard(store.Database.Write(session => Put(session, new ServedPlace(run, name), incoming)));

    /// <summary>Deletes a folder with all that is in it; content nobody else holds goes too.</summary>
    internal void Delete(string path) => store.Discard(store.Database.Write(session =>
    {
        var address = ServedPlace.Of(session, path);
        return address.Run is { } run ? ArtifactTable.Delete(session, run, address.Name) : ServedArtifactTable.Delete(session, path);
    }));

    /// <summary>Puts a file at its address; tells what content it took the place of.</summary>
    internal List<string> Put(Session session, ServedPlace address, ObjectFolder.Incoming incoming)
    {
        var before = address.Run is { } run ? ArtifactTable.Find(session, run, address.Name) : ServedArtifactTable.Find(session, address.Name);
        var artifact = new RunArtifact(
            address.Name, incoming.Digest, incoming.Bytes, Portable.Time(store.Clock.GetUtcNow().ToUnixTimeMilliseconds()));
        if (address.Run is not null)
        {
            ArtifactTable.Add(session, address.Run, artifact);
        }
        else
        {
            ServedArtifactTable.Add(session, artifact);
        }

        store.Objects.Keep(incoming);
        return before is null || before.Digest == incoming.Digest ? [] : [before.Digest];
    }

    private static List<ServedEntry> ListRun(Session session, string run, string folder) => FolderScan.List(folder, (from, to) =>
        ArtifactTable.FirstBetween(session, run, from, to));
}

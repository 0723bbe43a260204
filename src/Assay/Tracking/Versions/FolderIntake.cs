namespace Assay.Tracking.Versions;

/// <summary>Makes the entries of a folder: what is known by its stamp is taken from the version before, the rest is read.</summary>
internal static class FolderIntake
{
    /// <summary>Entries sorted by name, and how many files were read.</summary>
    public static (List<DataEntry> Entries, long Read) Take(
        List<FolderLook.Found> found, StampCache cache, (DataManifest? Before, PackWriter Packs) with, CancellationToken cancellation)
    {
        found.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name));
        var before = new Dictionary<string, DataEntry>(StringComparer.Ordinal);
        foreach (var entry in with.Before?.Entries.Where(e => e.Link is null) ?? [])
        {
            before.TryAdd(entry.Digest, entry);
        }

        var intake = new FileIntake(with.Packs);
        var entries = new List<DataEntry>(found.Count);
        var read = 0L;
        foreach (var file in found)
        {
            cancellation.ThrowIfCancellationRequested();
            if (file.IsLink)
            {
                entries.Add(FileIntake.Link(file));
            }
            else if (cache.Find(file.Name, file.Stamp) is { } digest && before.TryGetValue(digest, out var known) && known.Base is null && known.Delimiter is null)
            {
                entries.Add(new DataEntry(file.Name, known.Bytes, digest) { Runnable = file.Runnable, Streams = known.Streams });
            }
            else
            {
                entries.Add(intake.Take(file));
                read++;
            }
        }

        return (entries, read);
    }
}

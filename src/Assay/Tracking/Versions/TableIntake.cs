using Assay.Data;

namespace Assay.Tracking.Versions;

/// <summary>Keeps a table by what changed in its rows, or by its columns, whichever takes less room; always with its exact bytes.</summary>
internal sealed class TableIntake(ObjectFolder objects, VersionContent content)
{
    private const int DeepestPatch = 16;
    private const int SmallShare = 50;

    /// <summary>Whether a file of that name is a table whose lines are rows.</summary>
    public static bool IsTable(string path) =>
        new[] { ".csv", ".tsv", ".tab", ".txt", ".data", ".jsonl", ".ndjson" }.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a table reader knows the file's name.</summary>
    public static bool HasProfile(string path) => IsTable(path) || new[] { ".parquet", ".pq", ".gz" }.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    /// <summary>Takes the table; the writer with its packs is the caller's to commit and dispose of.</summary>
    public (DataEntry Entry, PackWriter Packs) Take(FolderLook.Found file, DataVersion? previous)
    {
        var patch = previous is null ? null : Patch(file, previous);
        try
        {
            if (patch is { } small && small.Packs.Incoming.Sum(i => i.Bytes) <= file.Stamp.Bytes / SmallShare)
            {
                return small;
            }

            var whole = Whole(file, previous);
            if (patch is { } kept && kept.Packs.Incoming.Sum(i => i.Bytes) < whole.Packs.Incoming.Sum(i => i.Bytes))
            {
                whole.Packs.Dispose();
                return kept;
            }

            patch?.Packs.Dispose();
            return whole;
        }
        catch
        {
            patch?.Packs.Dispose();
            throw;
        }
    }

    private (DataEntry Entry, PackWriter Packs)? Patch(FolderLook.Found file, DataVersion previous)
    {
        var under = content.Manifest(previous.Manifest);
        if (previous.Kind == "folder" || !IsTable(under.Entries[0].Name))
        {
            return null;
        }

        var digest = previous.Manifest;
        if (under.Entries[0].Depth >= DeepestPatch)
        {
            for (; under.Entries[0].Base is { } deeper; digest = deeper)
            {
                under = content.Manifest(deeper);
            }
        }

        return Kept(new PackWriter(objects, []), packs =>
        {
            using var first = content.ToPassingFile(under.Entries[0]);
            var patch = new MemoryStream();
            TablePatch.Write(first.Name, file.Path, patch);
            using var result = new HashingStream(Stream.Null);
            patch.Position = 0;
            TablePatch.Apply(first, patch, result);
            var bytes = patch.GetBuffer().AsSpan(0, (int)patch.Length);
            var pieces = new List<Piece>();
            for (var start = 0; start < bytes.Length; start += ContentCut.Most)
            {
                pieces.Add(packs.Add(bytes.Slice(start, Math.Min(ContentCut.Most, bytes.Length - start))));
            }

            return new DataEntry(file.Name, result.Length, result.Digest()) { Runnable = file.Runnable, Streams = [pieces], Base = digest, Depth = under.Entries[0].Depth + 1 };
        });
    }

    private (DataEntry Entry, PackWriter Packs) Whole(FolderLook.Found file, DataVersion? previous)
    {
        var known = previous is null ? [] : Known(previous);
        return ByColumns(file, known) ?? Kept(new PackWriter(objects, known), packs => new FileIntake(packs).Take(file))!.Value;
    }

    private (DataEntry Entry, PackWriter Packs)? ByColumns(FolderLook.Found file, Dictionary<string, Piece> known) => TextDelimiter(file.Path) is not { } delimiter ? null
        : Kept(new PackWriter(objects, new(known, StringComparer.Ordinal)), packs =>
        {
            if (ColumnStreams.Cut(File.OpenRead(file.Path), delimiter, packs) is not { } cut)
            {
                return null;
            }

            using var source = File.OpenRead(file.Path);
            var digest = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(source));
            return new DataEntry(file.Name, source.Length, digest) { Runnable = file.Runnable, Streams = cut.Streams, Delimiter = delimiter, Unterminated = cut.Unterminated };
        });

    // The entry with its packs named; where there is none, what was received is forgotten.
    private static (DataEntry Entry, PackWriter Packs)? Kept(PackWriter packs, Func<PackWriter, DataEntry?> take)
    {
        var kept = false;
        try
        {
            if (take(packs) is not { } entry)
            {
                return null;
            }

            packs.Finish();
            kept = true;
            return (packs.Named(entry), packs);
        }
        finally
        {
            if (!kept)
            {
                packs.Dispose();
            }
        }
    }

    // Under patches lies a version by columns, whose columns that did not change are the same now.
    private Dictionary<string, Piece> Known(DataVersion previous)
    {
        var known = new Dictionary<string, Piece>(StringComparer.Ordinal);
        for (string? digest = previous.Manifest; digest is not null;)
        {
            var manifest = content.Manifest(digest);
            foreach (var (id, piece) in manifest.Pieces())
            {
                known.TryAdd(id, piece);
            }

            digest = manifest.Entries.Count == 1 ? manifest.Entries[0].Base : null;
        }

        return known;
    }

    private static char? TextDelimiter(string path)
    {
        try
        {
            return TableFile.Open(path) is { Format: TableFormat.Delimited, Compressed: false } file ? DelimitedHeader.Read(file).Delimiter : null;
        }
        catch (AssayException)
        {
            return null;
        }
    }
}

using System.Text.Json;
using Assay.Data.Plain;

namespace Assay.Tracking.Versions;

/// <summary>Versions of files, folders and tables in a store, by content: what did not change is kept once.</summary>
/// <remarks>
/// A version is there when <see cref="Add"/> returns, whole, and stays through a kill, a crash or a full disk at any moment; what an
/// interrupted addition left is cleared by <see cref="Collect"/>. No name a user gives becomes a path of the store.
/// </remarks>
/// <param name="store">The store; the caller's to dispose of.</param>
public sealed class DataVersions(Store store)
{
    /// <summary>Adds a file, a folder or a table; makes no version when nothing changed since the newest.</summary>
    /// <exception cref="AssayException"><c>data.file-missing</c>, <c>data.name</c>, <c>data.file-name</c>, <c>data.link-outside</c>, <c>data.not-a-file</c>, <c>data.file-changed</c>, <c>data.not-readable</c>, and the store's.</exception>
    public DataAddition Add(string path, DataAddOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        full = FileStamp.Of(full) is (_, FileStamp.Kind.Link, _) ? new FileInfo(full).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? full : full;
        var name = DataName.Version(options.Name ?? Path.GetFileName(full));
        return FileStamp.Of(full) switch
        {
            (_, FileStamp.Kind.Folder, _) => AddFolder(full, name, options),
            ({ } stamp, FileStamp.Kind.File, var runnable) => AddFile(new FolderLook.Found(DataName.File(Path.GetFileName(full)), full, stamp) { Runnable = runnable }, name, options),
            null => throw new AssayException("data.file-missing", $"There is no file or folder \"{path}\"."),
            _ => throw new AssayException("data.not-a-file", $"\"{path}\" is a device, a pipe or a socket; only files and folders can be added."),
        };
    }

    /// <summary>Versions of a name, or of all names, newest first.</summary>
    /// <exception cref="AssayException"><c>data.version-missing</c> for a name without versions.</exception>
    public IReadOnlyList<DataVersion> Log(string? name = null)
    {
        var versions = store.Database.Read(session => VersionTable.List(session, name));
        return versions.Count > 0 || name is null ? versions : throw Missing(name);
    }

    /// <summary>The version that is meant: <c>NAME@NUMBER</c>, <c>NAME@latest</c> or <c>NAME</c> alone, or eight or more digits a digest begins with.</summary>
    /// <exception cref="AssayException"><c>data.version-missing</c>.</exception>
    public DataVersion Get(string named) => Find(named) ?? throw Missing(named);

    /// <summary>The same, null when there is none.</summary>
    public DataVersion? Find(string named)
    {
        ArgumentNullException.ThrowIfNull(named);
        var at = named.LastIndexOf('@');
        return store.Database.Read(session =>
            at > 0 && named[(at + 1)..] == "latest" ? VersionTable.Newest(session, named[..at])
            : at > 0 && long.TryParse(named[(at + 1)..], out var number) ? VersionTable.Find(session, named[..at], number)
            : named.Length is >= 8 and <= 64 && named.All(char.IsAsciiHexDigitLower) && VersionTable.WithDigest(session, named) is [var first, ..] ? first
            : at < 0 ? VersionTable.Newest(session, named)
            : null);
    }

    /// <summary>The digest over every cell of a table file that runs record; null for a file that is missing or no table.</summary>
    public static string? FingerprintOf(string path) => File.Exists(path) ? TableProfile.PrintOf(path) : null;

    /// <summary>Writes a version's files to a path that is free: a file, or a folder with everything below it.</summary>
    /// <exception cref="AssayException"><c>data.output-exists</c>, <c>data.version-damaged</c>, and the store's.</exception>
    public void Checkout(DataVersion version, string output)
    {
        ArgumentNullException.ThrowIfNull(version);
        var target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(output));
        if (File.Exists(target) || Directory.Exists(target) || new FileInfo(target).LinkTarget is not null)
        {
            throw new AssayException("data.output-exists", $"\"{output}\" is there already. Give a path that is free; nothing is ever overwritten.");
        }

        using var content = new VersionContent(store.Objects);
        VersionOutput.Write(content, content.Manifest(version.Manifest), (target, version.Kind == "folder"));
    }

    /// <summary>Writes a version's only file into a folder, under a name that only its format decides; gives its path.</summary>
    /// <exception cref="AssayException"><c>data.not-a-table</c> for a folder.</exception>
    internal string CheckoutFile(DataVersion version, string folder)
    {
        if (version.Kind == "folder")
        {
            throw new AssayException("data.not-a-table", $"{version} is a folder; rows and cells can be compared of tables only. Check it out and name two tables.");
        }

        using var content = new VersionContent(store.Objects);
        var name = content.Manifest(version.Manifest).Entries[0].Name.ToLowerInvariant();
        string[] known = [".csv.gz", ".tsv.gz", ".txt.gz", ".jsonl.gz", ".csv", ".tsv", ".tab", ".txt", ".data", ".jsonl", ".ndjson", ".parquet", ".pq"];
        var path = Path.Combine(folder, "table" + known.FirstOrDefault(ending => name.EndsWith(ending, StringComparison.Ordinal)));
        Checkout(version, path);
        return path;
    }

    /// <summary>The versions <see cref="Collect"/> would let go of, as name and number.</summary>
    /// <param name="keep">Keep only the newest so many versions of each name, and every version a run was given.</param>
    public IReadOnlyList<string> Old(int keep)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(keep, 1);
        return [.. store.Database.Read(session => VersionTable.Old(session, keep)).Select(g => $"{g.Name}@{g.Version}")];
    }

    /// <summary>Clears what no version and no run uses, and lets versions go first when told so.</summary>
    /// <param name="keep">Keep only the newest so many versions of each name, and every version a run was given; all when null.</param>
    public DataClearing Collect(int? keep = null)
    {
        if (keep is { } least)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(least, 1);
        }

        var gone = keep is { } newest ? store.Database.Write(session => VersionTable.Thin(session, newest)) : [];
        var removed = store.Database.Write(session =>
        {
            var known = session.Query("SELECT digest, bytes FROM objects", row => (Digest: row.GetString(0), Bytes: row.GetInt64(1))).ToDictionary(o => o.Digest, o => o.Bytes);
            var unused = ArtifactTable.Unused(session);
            var strange = store.Objects.Strange(known.Keys.ToHashSet());
            var bytes = unused.Sum(d => known[d]) + strange.Sum(store.Objects.BytesOf);
            foreach (var digest in unused)
            {
                store.Objects.Remove(digest);
                ArtifactTable.Forget(session, digest);
            }

            strange.ForEach(store.Objects.Remove);
            return (unused.Count + strange.Count, bytes);
        });
        store.Objects.RemoveLeft(store.Clock.GetUtcNow().AddDays(-1));
        store.Database.ReturnSpace();
        return new DataClearing(gone, removed.Item1, removed.bytes);
    }

    /// <summary>Reads every object of every version again; the versions that are damaged, none when all is well.</summary>
    public IReadOnlyList<DataVersion> Verify(CancellationToken cancellation = default)
    {
        var sound = new Dictionary<string, bool>(StringComparer.Ordinal);
        var damaged = new List<DataVersion>();
        foreach (var version in Log())
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var digest in store.Database.Read(session => VersionTable.Uses(session, version)))
            {
                sound[digest] = sound.TryGetValue(digest, out var known) ? known : store.Objects.IsSound(digest);
                if (!sound[digest])
                {
                    damaged.Add(version);
                    break;
                }
            }
        }

        return damaged;
    }

    /// <summary>What is kept of a table's columns; null when it is none.</summary>
    internal TableProfile? Profile(DataVersion version)
    {
        using var content = new VersionContent(store.Objects);
        return version.Profile is { } digest ? JsonSerializer.Deserialize<TableProfile>(content.Whole(digest), JsonRules.Compact) : null;
    }

    /// <summary>The lines that go and come from one table version to the next made of it; null when the second is not kept as a patch of the first.</summary>
    internal (byte[] Removed, byte[] Added)? Between(DataVersion first, DataVersion second)
    {
        using var content = new VersionContent(store.Objects);
        var entry = content.Manifest(second.Manifest).Entries[0];
        if (entry.Base != first.Manifest)
        {
            return null;
        }

        using var patch = content.Patch(entry);
        return TablePatch.Lines(patch);
    }

    private DataAddition AddFolder(string path, string name, DataAddOptions options)
    {
        var began = store.Clock.GetUtcNow();
        var stamps = StampCache.PathOf(store.Objects.Root, name, path);
        var cache = StampCache.Read(stamps);
        var found = FolderLook.Into(path, store.Objects.Root, options.Cancellation);
        var previous = Newest(name);
        if (previous is not null && cache.Manifest == previous.Manifest && cache.Count == found.Count && found.TrueForAll(f => cache.Knows(f.Name, f.Stamp)))
        {
            return new(previous, true, 0);
        }

        using var content = new VersionContent(store.Objects);
        var before = previous is null ? null : content.Manifest(previous.Manifest);
        using var packs = new PackWriter(store.Objects, before?.Pieces() ?? []);
        var (entries, read) = FolderIntake.Take(found, cache, (before, packs), options.Cancellation);
        packs.Finish();
        var manifest = new DataManifest([.. entries.Select(packs.Named)]);
        var version = new DataVersion(name, 0, manifest.Digest(folder: true)) { Kind = "folder", Bytes = entries.Sum(e => e.Bytes), Files = entries.Count, Source = path, Message = options.Message };
        var (kept, unchanged) = Commit(version, manifest, packs, (previous, before, null));
        var digests = entries.ToDictionary(e => e.Name, e => e.Link is null ? e.Digest : new string('0', 64), StringComparer.Ordinal);
        StampCache.Write(stamps, kept.Manifest, [.. found.Select(f => (f.Name, f.Stamp, digests[f.Name]))], began);
        return new(kept, unchanged, read);
    }

    private DataAddition AddFile(FolderLook.Found file, string name, DataAddOptions options)
    {
        var began = store.Clock.GetUtcNow();
        var stamps = StampCache.PathOf(store.Objects.Root, name, file.Path);
        var previous = Newest(name);
        var cache = StampCache.Read(stamps);
        if (previous is not null && cache.Manifest == previous.Manifest && cache.Knows(file.Name, file.Stamp))
        {
            return new(previous, true, 0);
        }

        using var content = new VersionContent(store.Objects);
        if (previous is { Kind: not "folder" } && DigestOf(file) == previous.Digest)
        {
            StampCache.Write(stamps, previous.Manifest, [(file.Name, file.Stamp, previous.Digest)], began);
            return new(previous, true, 1);
        }

        options.Cancellation.ThrowIfCancellationRequested();
        var profile = TableIntake.HasProfile(file.Path) ? Task.Run(() => TableProfile.Of(file.Path)) : Task.FromResult<TableProfile?>(null);
        var (entry, packs) = Taken(file, previous, content);
        using (packs)
        {
            var table = profile.GetAwaiter().GetResult() is { } seen ? CheckKey(seen with { Key = options.Key }, file.Name) : null;
            if (FileStamp.Of(file.Path)?.Stamp != file.Stamp || entry.Bytes != file.Stamp.Bytes)
            {
                throw new AssayException("data.file-changed", $"{file.Path} changed while it was read. Nothing was kept; add it again when it is finished.");
            }

            var version = new DataVersion(name, 0, entry.Digest)
            {
                Kind = table is null ? "file" : "table",
                Fingerprint = table?.Print.Ordered,
                Bytes = entry.Bytes,
                Files = 1,
                Rows = table?.Rows,
                Source = file.Path,
                Message = options.Message,
            };
            var (kept, unchanged) = Commit(version, new DataManifest([entry]), packs, (previous, null, table));
            StampCache.Write(stamps, kept.Manifest, [(file.Name, file.Stamp, entry.Digest)], began);
            return new(kept, unchanged, 1);
        }
    }

    private static TableProfile CheckKey(TableProfile table, string file)
    {
        var names = table.Columns.Select(c => c.Name).ToList();
        return table.Key.FirstOrDefault(k => !names.Contains(k)) is not { } missing ? table : throw new AssayException(
            "data.column-missing", $"Column \"{missing}\" of --key is not in {file} (columns: {string.Join(", ", names)}).{Spelling.DidYouMean(missing, names)}");
    }

    private (DataEntry Entry, PackWriter Packs) Taken(FolderLook.Found file, DataVersion? previous, VersionContent content)
    {
        if (TableIntake.IsTable(file.Path))
        {
            return new TableIntake(store.Objects, content).Take(file, previous);
        }

        var packs = new PackWriter(store.Objects, previous is null ? [] : content.Manifest(previous.Manifest).Pieces());
        try
        {
            var entry = new FileIntake(packs).Take(file);
            packs.Finish();
            return (packs.Named(entry), packs);
        }
        catch
        {
            packs.Dispose();
            throw;
        }
    }

    // Passing files get their names inside the transaction, so that a version is there whole or not at all.
    private (DataVersion Version, bool Unchanged) Commit(DataVersion version, DataManifest manifest, PackWriter packs, (DataVersion? Version, DataManifest? Manifest, TableProfile? Table) with)
    {
        if (with.Version is { } previous && previous.Digest == version.Digest && (previous.Kind == "folder") == (version.Kind == "folder"))
        {
            return (previous, true);
        }

        var (written, needed) = manifest.Keep(packs, with.Manifest);
        var profile = with.Table is { } table ? packs.AddObject(target => JsonSerializer.Serialize(target, table, JsonRules.Compact)) : null;
        var under = manifest.Entries.Count == 1 ? manifest.Entries[0].Base : null;
        version = version with
        {
            Manifest = written,
            Profile = profile,
            AddedBytes = packs.Incoming.Sum(i => i.Bytes),
            Created = Portable.Time(store.Clock.GetUtcNow().ToUnixTimeMilliseconds()),
        };
        return store.Database.Write(session =>
        {
            foreach (var incoming in packs.Incoming)
            {
                session.Execute("INSERT INTO objects (digest, bytes) VALUES (@digest, @bytes) ON CONFLICT (digest) DO NOTHING", ("@digest", incoming.Digest), ("@bytes", incoming.Bytes));
                store.Objects.Keep(incoming);
            }

            var uses = needed.Append(written).Concat(profile is null ? [] : [profile]).Concat(under is null ? [] : Beneath(session, with.Version));
            return (VersionTable.Add(session, version, uses), false);
        });
    }

    // A patch needs everything the version before it needs: that is what it lies on, or lies on it too.
    private static List<string> Beneath(Session session, DataVersion? previous) =>
        previous is null ? [] : [.. VersionTable.Uses(session, previous).Where(digest => digest != previous.Profile)];

    private DataVersion? Newest(string name) => store.Database.Read(session => VersionTable.Newest(session, name));

    private static string DigestOf(FolderLook.Found file)
    {
        using var content = File.OpenRead(file.Path);
        return Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content));
    }

    private AssayException Missing(string named)
    {
        var names = Log().Select(v => v.Name).Distinct().ToList();
        return new AssayException(
            "data.version-missing",
            names.Count == 0 ? $"There is no version \"{named}\": the store holds none. Add one with assay data add PATH."
            : $"There is no version \"{named}\" in the store (names: {string.Join(", ", names.Take(20))}).{Spelling.DidYouMean(named.Split('@')[0], names)} See: assay data log.");
    }
}

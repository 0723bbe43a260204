using System.Security.Cryptography;

namespace Assay.Tracking;

/// <summary>Files named by the SHA-256 of their content, so that no text of a user becomes a path and equal content is kept once.</summary>
internal sealed class ObjectFolder(string root)
{
    /// <summary>A file that is on disk under a passing name; <see cref="Keep"/> gives it its own.</summary>
    internal sealed record Incoming(string Path, string Digest, long Bytes);

    internal string Root { get; } = root;

    /// <summary>Writes and flushes the content under a passing name.</summary>
    internal Incoming Receive(Action<Stream> write)
    {
        Folder.Make(Root);
        var passing = Folder.SiblingOf(System.IO.Path.Combine(Root, "object"), "new");
        return StoreErrors.Guard(passing, () =>
        {
            try
            {
                Folder.WriteFlushed(passing, write);
                using var content = File.OpenRead(passing);
                return new Incoming(passing, Convert.ToHexStringLower(SHA256.HashData(content)), content.Length);
            }
            catch
            {
                File.Delete(passing);
                throw;
            }
        });
    }

    /// <summary>Writes and flushes the content under a passing name, piece by piece as it comes in.</summary>
    /// <param name="read">Fills a buffer and tells how many bytes it holds; none at the end.</param>
    internal async Task<Incoming> ReceiveAsync(Func<Memory<byte>, ValueTask<int>> read)
    {
        Folder.Make(Root);
        var passing = Folder.SiblingOf(System.IO.Path.Combine(Root, "object"), "new");
        var buffer = System.Buffers.ArrayPool<byte>.Shared.Rent(1 << 17);
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            await using var file = StoreErrors.Guard(passing, () => new FileStream(passing, FileMode.CreateNew, FileAccess.Write, FileShare.None, 0));
            long bytes = 0;
            int count;
            while ((count = await read(buffer)) > 0)
            {
                hash.AppendData(buffer.AsSpan(0, count));
                StoreErrors.Guard(passing, () =>
                {
                    file.Write(buffer, 0, count);
                    return true;
                });
                bytes += count;
            }

            StoreErrors.Guard(passing, () =>
            {
                file.Flush(flushToDisk: true);
                return true;
            });
            return new Incoming(passing, Convert.ToHexStringLower(hash.GetHashAndReset()), bytes);
        }
        catch
        {
            File.Delete(passing);
            throw;
        }
        finally
        {
            System.Buffers.ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Renames it into place, or drops it when the content is there already. Call inside a write transaction.</summary>
    internal void Keep(Incoming incoming) => StoreErrors.Guard(incoming.Path, () =>
    {
        var target = PathOf(incoming.Digest);
        if (File.Exists(target) && new FileInfo(target).Length == incoming.Bytes)
        {
            File.Delete(incoming.Path);
            return true;
        }

        var folder = System.IO.Path.GetDirectoryName(target)!;
        if (!Directory.Exists(folder))
        {
            Directory.CreateDirectory(folder);
            Folder.Flush(Root);
        }

        File.Move(incoming.Path, target, overwrite: true);
        Folder.Flush(folder);
        return true;
    });

    /// <summary>Forgets a received file that was not kept.</summary>
    internal void Drop(Incoming incoming) => File.Delete(incoming.Path);

    internal void Remove(string digest) => StoreErrors.Guard(Root, () =>
    {
        var path = PathOf(digest);
        if (File.Exists(path))
        {
            File.Delete(path);
        }

        return true;
    });

    /// <summary>Removes passing files left by processes that died; younger ones may still be written.</summary>
    internal void RemoveLeft(DateTimeOffset olderThan)
    {
        if (!Directory.Exists(Root))
        {
            return;
        }

        foreach (var file in new DirectoryInfo(Root).EnumerateFiles(".object.new-*").Where(f => f.LastWriteTimeUtc < olderThan.UtcDateTime))
        {
            StoreErrors.Guard(file.FullName, () =>
            {
                file.Delete();
                return true;
            });
        }
    }

    /// <summary>The whole content, checked against its digest.</summary>
    /// <exception cref="AssayException"><c>store.artifact-damaged</c>.</exception>
    internal byte[] Read(RunArtifact artifact)
    {
        var path = PathOf(artifact.Digest);
        var content = File.Exists(path) ? StoreErrors.Guard(path, () => File.ReadAllBytes(path)) : [];
        if (Convert.ToHexStringLower(SHA256.HashData(content)) != artifact.Digest)
        {
            throw Damaged(artifact);
        }

        return content;
    }

    /// <summary>The content, not checked yet; null when it is not there.</summary>
    internal FileStream? Open(RunArtifact artifact)
    {
        var path = PathOf(artifact.Digest);
        return File.Exists(path) ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 0, FileOptions.SequentialScan) : null;
    }

    /// <summary>Copies the content to a file, checked against its digest on the way.</summary>
    /// <exception cref="AssayException"><c>store.artifact-damaged</c>.</exception>
    internal void Copy(RunArtifact artifact, Stream target)
    {
        if (!File.Exists(PathOf(artifact.Digest)))
        {
            throw Damaged(artifact);
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var content = File.OpenRead(PathOf(artifact.Digest));
        var buffer = new byte[81920];
        int read;
        while ((read = content.Read(buffer)) > 0)
        {
            hash.AppendData(buffer.AsSpan(0, read));
            target.Write(buffer.AsSpan(0, read));
        }

        if (Convert.ToHexStringLower(hash.GetHashAndReset()) != artifact.Digest)
        {
            throw Damaged(artifact);
        }
    }

    /// <summary>Digests of the objects on disk whose name no digest in <paramref name="known"/> is: left by a process that died before its transaction ended.</summary>
    internal List<string> Strange(IReadOnlySet<string> known) => !Directory.Exists(Root) ? [] :
    [
        .. Directory.EnumerateDirectories(Root).Where(folder => System.IO.Path.GetFileName(folder).Length == 2)
            .SelectMany(Directory.EnumerateFiles).Select(file => System.IO.Path.GetFileName(file))
            .Where(name => name.Length == 64 && name.All(char.IsAsciiHexDigitLower) && !known.Contains(name)),
    ];

    /// <summary>The length of an object on disk.</summary>
    internal long BytesOf(string digest) => new FileInfo(PathOf(digest)) is { Exists: true } file ? file.Length : 0;

    /// <summary>Opens an object to read parts of it.</summary>
    /// <exception cref="AssayException"><c>data.version-damaged</c>.</exception>
    internal Microsoft.Win32.SafeHandles.SafeFileHandle OpenParts(string digest) => File.Exists(PathOf(digest))
        ? File.OpenHandle(PathOf(digest))
        : throw new AssayException("data.version-damaged", $"Object {digest} is missing in {Root}. Restore that folder from a backup, or give the right one with --artifacts.");

    /// <summary>Whether an object is there and its content has its digest.</summary>
    internal bool IsSound(string digest)
    {
        if (!File.Exists(PathOf(digest)))
        {
            return false;
        }

        using var content = File.OpenRead(PathOf(digest));
        return Convert.ToHexStringLower(SHA256.HashData(content)) == digest;
    }

    internal string PathOf(string digest) => System.IO.Path.Combine(Root, digest[..2], digest);

    private AssayException Damaged(RunArtifact artifact) => new(
        "store.artifact-damaged",
        $"The content of artifact \"{artifact.Name}\" ({artifact.Bytes} bytes, SHA-256 {artifact.Digest}) is missing or was changed in {Root}. "
        + "Restore that folder from a backup, or give the right one with --artifacts.");
}

using System.Security.Cryptography;

namespace Assay.Tracking.Versions;

/// <summary>Gives the bytes of what a version holds.</summary>
internal sealed class VersionContent(ObjectFolder objects) : IDisposable
{
    private readonly PackReader packs = new(objects);

    /// <summary>The manifest of that digest.</summary>
    public DataManifest Manifest(string digest) => DataManifest.Read(Whole(digest), packs.Read);

    /// <summary>A kept object, whole.</summary>
    public byte[] Whole(string digest)
    {
        using var handle = objects.OpenParts(digest);
        var bytes = new byte[RandomAccess.GetLength(handle)];
        RandomAccess.Read(handle, bytes, 0);
        return Convert.ToHexStringLower(SHA256.HashData(bytes)) == digest ? bytes : throw Damaged(digest);
    }

    /// <summary>Writes an entry's content, checked against its digest; on a damaged one the stream has had part of it.</summary>
    /// <exception cref="AssayException"><c>data.version-damaged</c>.</exception>
    public void Copy(DataEntry entry, Stream target)
    {
        using var checkedTarget = new HashingStream(target);
        Write(entry, checkedTarget);
        if (checkedTarget.Digest() != entry.Digest)
        {
            throw Damaged(entry.Name);
        }
    }

    /// <summary>Writes an entry's content to a passing file that goes when it is closed.</summary>
    public FileStream ToPassingFile(DataEntry entry)
    {
        var file = Passing();
        Copy(entry, file);
        file.Flush();
        file.Position = 0;
        return file;
    }

    /// <summary>The patch an entry is kept as.</summary>
    public Stream Patch(DataEntry entry)
    {
        var patch = entry.Bytes < 1 << 28 ? (Stream)new MemoryStream() : Passing();
        Pieces(entry.Streams[0], patch);
        patch.Position = 0;
        return patch;
    }

    /// <inheritdoc/>
    public void Dispose() => packs.Dispose();

    private FileStream Passing()
    {
        Folder.Make(objects.Root);
        var path = Folder.SiblingOf(Path.Combine(objects.Root, "object"), "new");
        return new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete, 1 << 16, FileOptions.DeleteOnClose);
    }

    private void Write(DataEntry entry, Stream target)
    {
        if (entry.Base is { } under)
        {
            using var first = ToPassingFile(Manifest(under).Entries[0]);
            using var patch = Patch(entry);
            TablePatch.Apply(first, patch, target);
        }
        else if (entry.Delimiter is not null)
        {
            ColumnStreams.Join(entry, packs, target);
        }
        else
        {
            foreach (var stream in entry.Streams)
            {
                Pieces(stream, target);
            }
        }
    }

    private void Pieces(IReadOnlyList<Piece> pieces, Stream target)
    {
        foreach (var piece in pieces)
        {
            target.Write(packs.Read(piece));
        }
    }

    private AssayException Damaged(string what) => new(
        "data.version-damaged", $"{what} is missing or was changed in {objects.Root}. Restore that folder from a backup; assay data verify tells what is damaged.");
}

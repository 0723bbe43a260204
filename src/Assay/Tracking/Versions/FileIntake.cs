using System.Security.Cryptography;

namespace Assay.Tracking.Versions;

/// <summary>Reads files into packs.</summary>
internal sealed class FileIntake(PackWriter packs)
{
    private readonly byte[] buffer = new byte[ContentCut.Most * 4];

    /// <summary>Reads a file: whole when it is small, cut by content when it is not.</summary>
    /// <exception cref="AssayException"><c>data.file-changed</c> when it is another before and after, <c>data.not-readable</c>.</exception>
    public DataEntry Take(FolderLook.Found file)
    {
        try
        {
            var entry = file.Stamp.Bytes <= ContentCut.Least ? Small(file) : Large(file);
            var after = FileStamp.Of(file.Path);
            return after?.Stamp == file.Stamp && entry.Bytes == file.Stamp.Bytes ? entry with { Runnable = file.Runnable } : throw new AssayException(
                "data.file-changed", $"{file.Path} changed while it was read. Nothing was kept; add it again when it is finished.");
        }
        catch (Exception fault) when (fault is UnauthorizedAccessException or IOException)
        {
            throw new AssayException("data.not-readable", $"{file.Path} cannot be read: {fault.Message}", fault);
        }
    }

    /// <summary>A link, kept as one when it stays inside.</summary>
    /// <exception cref="AssayException"><c>data.link-outside</c>.</exception>
    public static DataEntry Link(FolderLook.Found link)
    {
        var target = new FileInfo(link.Path).LinkTarget ?? "";
        return DataName.StaysInside(link.Name, target)
            ? new DataEntry(link.Name, 0, "") { Link = target }
            : throw new AssayException("data.link-outside", $"{link.Path} points to \"{target}\", outside the folder. Put a copy in its place, or remove the link.");
    }

    private DataEntry Small(FolderLook.Found file)
    {
        using var handle = File.OpenHandle(file.Path);
        var read = 0;
        for (var more = 1; more > 0 && read < buffer.Length; read += more)
        {
            more = RandomAccess.Read(handle, buffer.AsSpan(read), read);
        }

        var bytes = buffer.AsSpan(0, read);
        var digest = Convert.ToHexStringLower(SHA256.HashData(bytes));
        return new DataEntry(file.Name, read, digest) { Streams = read == 0 ? [] : [[packs.Add(bytes, digest)]] };
    }

    private DataEntry Large(FolderLook.Found file)
    {
        using var content = new FileStream(file.Path, new FileStreamOptions { BufferSize = 0, Share = FileShare.ReadWrite | FileShare.Delete, Options = FileOptions.SequentialScan });
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var pieces = new List<Piece>();
        var (filled, ended, length) = (0, false, 0L);
        while (!ended || filled > 0)
        {
            var read = ended ? 0 : content.ReadAtLeast(buffer.AsSpan(filled), buffer.Length - filled, throwOnEndOfStream: false);
            hash.AppendData(buffer, filled, read);
            (filled, ended, length) = (filled + read, ended || filled + read < buffer.Length, length + read);
            var used = 0;
            while (used < filled && (ended || filled - used >= ContentCut.Most))
            {
                var cut = ContentCut.Next(buffer.AsSpan(used, filled - used));
                pieces.Add(packs.Add(buffer.AsSpan(used, cut)));
                used += cut;
            }

            buffer.AsSpan(used, filled - used).CopyTo(buffer);
            filled -= used;
        }

        return new DataEntry(file.Name, length, Convert.ToHexStringLower(hash.GetHashAndReset())) { Streams = [pieces] };
    }
}

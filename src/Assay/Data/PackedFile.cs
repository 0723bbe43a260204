using System.Buffers.Binary;
using System.IO.Compression;

namespace Assay.Data;

/// <summary>Tells whether a .gz file is whole: the reader takes one that was cut off for a shorter one, and so does the framework.</summary>
/// <remarks>The last four bytes hold the unpacked length of the last member modulo 2^32. Source: RFC 1952, section 2.3.1.</remarks>
internal static class PackedFile
{
    private const int TrailerLength = 4;
    private static readonly byte[] memberStart = [0x1F, 0x8B, 0x08];

    /// <summary>Unpacks the file to its end.</summary>
    /// <exception cref="AssayException"><c>data.file-corrupt</c>.</exception>
    public static void Check(TableFile file)
    {
        if (!file.Compressed)
        {
            return;
        }

        try
        {
            using var packed = new FileStream(file.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var said = Trailer(packed);
            if (said == UnpackedLength(packed, 0) || Members(packed).Any(start => said == LengthFrom(packed, start)))
            {
                return;
            }
        }
        catch (InvalidDataException problem)
        {
            throw FileDiagnosis.Corrupt(file, problem);
        }

        throw FileDiagnosis.Corrupt(file, new InvalidDataException("the archive ends too soon."));
    }

    private static uint Trailer(FileStream packed)
    {
        if (packed.Length < TrailerLength)
        {
            throw new InvalidDataException("the archive ends too soon.");
        }

        var bytes = new byte[TrailerLength];
        packed.Seek(-TrailerLength, SeekOrigin.End);
        packed.ReadExactly(bytes);
        return BinaryPrimitives.ReadUInt32LittleEndian(bytes);
    }

    private static uint UnpackedLength(FileStream packed, long start)
    {
        packed.Position = start;
        using var content = new GZipStream(packed, CompressionMode.Decompress, leaveOpen: true);
        var buffer = new byte[1 << 16];
        var length = 0L;
        int read;
        while ((read = content.Read(buffer)) > 0)
        {
            length += read;
        }

        return (uint)length;
    }

    // Null where the bytes only look like the start of a member.
    private static uint? LengthFrom(FileStream packed, long start)
    {
        try
        {
            return UnpackedLength(packed, start);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    // Where further members may start, the last first: a file may be several archives one after the other.
    private static List<long> Members(FileStream packed)
    {
        var starts = new List<long>();
        var buffer = new byte[1 << 16];
        packed.Position = 0;
        for (var offset = 0L; offset < packed.Length; offset += buffer.Length - memberStart.Length + 1)
        {
            packed.Position = offset;
            var bytes = buffer.AsSpan(0, packed.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false));
            for (var at = bytes.IndexOf(memberStart); at >= 0;)
            {
                starts.Add(offset + at);
                var next = bytes[(at + 1)..].IndexOf(memberStart);
                at = next < 0 ? -1 : at + 1 + next;
            }
        }

        starts.Reverse();
        return starts;
    }
}

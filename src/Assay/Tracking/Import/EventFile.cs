using System.Buffers.Binary;
using System.Numerics;
using Assay.Numerics;

namespace Assay.Tracking.Import;

/// <summary>Reads the records of a TensorBoard event file as far as they are sound.</summary>
/// <remarks>
/// The framing of TFRecord (tensorflow/core/lib/io/record_writer.h): length (8 bytes), its masked CRC-32C (4), content, its masked CRC-32C (4).
/// A file that ends in the middle of a record is one that is still written; anything else is told.
/// </remarks>
internal sealed class EventFile(string path, ImportLog log) : IDisposable
{
    // Images and graphs are left out by those who read; larger than this is no event but damage.
    private const long LongestRecord = 256 << 20;
    private const int HeaderBytes = 12;
    private const int FooterBytes = 4;
    private readonly FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16);
    private byte[] content = new byte[1 << 16];

    internal string Path => path;

    /// <summary>The next record; empty at the end. Valid until the next call.</summary>
    internal ReadOnlyMemory<byte> Next()
    {
        var start = stream.Position;
        Span<byte> header = stackalloc byte[HeaderBytes];
        if (stream.ReadAtLeast(header, HeaderBytes, throwOnEndOfStream: false) < HeaderBytes)
        {
            return default;
        }

        var length = BinaryPrimitives.ReadUInt64LittleEndian(header);
        if (BinaryPrimitives.ReadUInt32LittleEndian(header[8..]) != Masked(header[..8]) || length > LongestRecord)
        {
            return Damaged(start);
        }

        var whole = (int)length + FooterBytes;
        if (stream.Length - stream.Position < whole)
        {
            return default;
        }

        content = content.Length < whole ? new byte[whole] : content;
        stream.ReadExactly(content, 0, whole);
        return BinaryPrimitives.ReadUInt32LittleEndian(content.AsSpan((int)length)) == Masked(content.AsSpan(0, (int)length))
            ? content.AsMemory(0, (int)length)
            : Damaged(start);
    }

    public void Dispose() => stream.Dispose();

    /// <summary>CRC-32C, turned and shifted so that checksums of checksums stay useful.</summary>
    internal static uint Masked(ReadOnlySpan<byte> bytes) => BitOperations.RotateRight(~Checksum.Continue(Checksum.Start, bytes), 15) + 0xa282ead8;

    private ReadOnlyMemory<byte> Damaged(long start)
    {
        log.Add($"{path}, byte {start}: the checksum of a record is wrong; what comes before it is used.");
        stream.Seek(0, SeekOrigin.End);
        return default;
    }
}

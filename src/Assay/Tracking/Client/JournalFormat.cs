using System.Buffers.Binary;
using Assay.Numerics;

namespace Assay.Tracking.Client;

/// <summary>The form of a journal: eight bytes that name it, then records.</summary>
/// <remarks>
/// A record is a header of 16 bytes and a payload: length of the payload (4 bytes), CRC-32C of everything but itself (4), sequence number
/// from 0 (8); the payload's first byte is the <see cref="JournalKind"/>. All numbers are little-endian. A record that is cut off, changed,
/// or out of sequence ends what can be trusted; everything before it can. The checksum is CRC-32C (RFC 3720, appendix B.4), which processors
/// compute themselves.
/// </remarks>
internal static class JournalFormat
{
    internal const int HeaderBytes = 16;

    /// <summary>Longer payloads are not written, and not believed when read.</summary>
    internal const int LongestPayload = 64 << 20;

    internal static ReadOnlySpan<byte> Name => "ASSAYJ01"u8;

    /// <summary>Appends a record made of a payload.</summary>
    internal static void Write(MemoryStream target, ulong sequence, ReadOnlySpan<byte> payload)
    {
        Span<byte> header = stackalloc byte[HeaderBytes];
        BinaryPrimitives.WriteInt32LittleEndian(header, payload.Length);
        BinaryPrimitives.WriteUInt64LittleEndian(header[8..], sequence);
        BinaryPrimitives.WriteUInt32LittleEndian(header[4..], ChecksumOf(header, payload));
        target.Write(header);
        target.Write(payload);
    }

    /// <summary>Length of the payload a header promises; negative when it cannot be one.</summary>
    internal static int PayloadLength(ReadOnlySpan<byte> header)
    {
        var length = BinaryPrimitives.ReadInt32LittleEndian(header);
        return length is > 0 and <= LongestPayload ? length : -1;
    }

    /// <summary>Whether header and payload belong together and have their turn.</summary>
    internal static bool IsSound(ReadOnlySpan<byte> header, ReadOnlySpan<byte> payload, ulong sequence) =>
        BinaryPrimitives.ReadUInt64LittleEndian(header[8..]) == sequence
        && BinaryPrimitives.ReadUInt32LittleEndian(header[4..]) == ChecksumOf(header, payload);

    private static uint ChecksumOf(ReadOnlySpan<byte> header, ReadOnlySpan<byte> payload) =>
        ~Checksum.Continue(Checksum.Continue(Checksum.Continue(Checksum.Start, header[..4]), header[8..HeaderBytes]), payload);
}

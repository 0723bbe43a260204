using System.Numerics;
using System.Runtime.InteropServices;

namespace Assay.Numerics;

/// <summary>CRC-32C of bytes that come in parts, by the processor's own instruction.</summary>
/// <remarks>Source: RFC 3720, appendix B.4.</remarks>
internal static class Checksum
{
    /// <summary>What the first part continues.</summary>
    internal const uint Start = uint.MaxValue;

    /// <summary>Goes on with a part; the checksum is the complement of what the last part gives.</summary>
    internal static uint Continue(uint crc, ReadOnlySpan<byte> bytes)
    {
        var whole = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (var eight in whole)
        {
            crc = BitOperations.Crc32C(crc, eight);
        }

        foreach (var one in bytes[(whole.Length * sizeof(ulong))..])
        {
            crc = BitOperations.Crc32C(crc, one);
        }

        return crc;
    }
}

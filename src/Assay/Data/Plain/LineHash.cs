using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Assay.Data.Plain;

/// <summary>A 64-bit hash of a line's bytes, two lanes of folded multiplications as in <see cref="CellHash.OfText"/>.</summary>
internal static class LineHash
{
    /// <summary>The hash; no protection against someone who sets out to forge a line.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static ulong Of(ReadOnlySpan<byte> line)
    {
        var first = 0xA0761D6478BD642FUL ^ (ulong)line.Length;
        var second = 0xE7037ED1A0B428DBUL;
        while (line.Length > 16)
        {
            first = Fold(first ^ BinaryPrimitives.ReadUInt64LittleEndian(line), 0x8EBC6AF09C88C6E3UL);
            second = Fold(second ^ BinaryPrimitives.ReadUInt64LittleEndian(line[8..]), 0x589965CC75374CC3UL);
            line = line[16..];
        }

        return CellHash.Mix(Fold(first ^ 0x1D8E4E27C47D124FUL, second | 1) ^ second ^ CellHash.OfText(line));
    }

    private static ulong Fold(ulong first, ulong second)
    {
        var high = Math.BigMul(first, second, out var low);
        return high ^ low;
    }
}

using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Assay.Data;

/// <summary>
/// A 128-bit digest over a column's cells in row order, fed in pieces of any size: two sums modulo 2^64 of the cells' hashes, each
/// mixed with its row number. A change of any cell, or of the order of two unequal ones, changes both sums.
/// </summary>
internal sealed class ColumnDigest
{
    private const ulong FirstStep = 0x9E3779B97F4A7C15UL;
    private const ulong SecondStep = 0xD1B54A32D192ED03UL;
    private static readonly Vector<ulong> lanes = Vector<ulong>.Indices;
    private ulong first;
    private ulong second;
    private ulong row;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Append(ReadOnlySpan<ulong> cellHashes)
    {
        var cells = MemoryMarshal.Cast<ulong, Vector<ulong>>(cellHashes);
        var firsts = Vector<ulong>.Zero;
        var seconds = Vector<ulong>.Zero;
        for (var i = 0; i < cells.Length; i++)
        {
            var rows = lanes + new Vector<ulong>(row);
            var a = (cells[i] ^ (rows * FirstStep)) * 0xBF58476D1CE4E5B9UL;
            firsts += (a ^ (a >>> 29)) * 0x94D049BB133111EBUL;
            seconds += (a ^ (a >>> 32) ^ (rows * SecondStep)) * 0xFF51AFD7ED558CCDUL;
            row += (ulong)Vector<ulong>.Count;
        }

        first += Vector.Sum(firsts);
        second += Vector.Sum(seconds);
        for (var i = cells.Length * Vector<ulong>.Count; i < cellHashes.Length; i++, row++)
        {
            var a = (cellHashes[i] ^ (row * FirstStep)) * 0xBF58476D1CE4E5B9UL;
            first += (a ^ (a >> 29)) * 0x94D049BB133111EBUL;
            second += (a ^ (a >> 32) ^ (row * SecondStep)) * 0xFF51AFD7ED558CCDUL;
        }
    }

    public byte[] Finish()
    {
        var bytes = new byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, CellHash.Mix(first ^ CellHash.Mix(second)));
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(8), CellHash.Mix(second + FirstStep));
        return bytes;
    }
}

using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Assay.Data;

/// <summary>A digest over the multiset of rows: the sum modulo 2^128 of one 128-bit hash a row, so order does not matter and repeats count.</summary>
internal sealed class RowDigest
{
    private readonly ulong[] first = new ulong[ChunkLength];
    private readonly ulong[] second = new ulong[ChunkLength];
    private UInt128 sum;

    /// <summary>The most rows one chunk may have.</summary>
    public const int ChunkLength = 2048;

    /// <summary>Takes up one more column of the rows at hand: each cell's hash times a key of the column's own, in two ways.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(int column, ReadOnlySpan<ulong> cellHashes)
    {
        var firstKey = CellHash.Mix((ulong)column) | 1;
        var secondKey = CellHash.Mix(~(ulong)column) | 1;
        var cells = MemoryMarshal.Cast<ulong, Vector<ulong>>(cellHashes);
        var firsts = MemoryMarshal.Cast<ulong, Vector<ulong>>(first.AsSpan());
        var seconds = MemoryMarshal.Cast<ulong, Vector<ulong>>(second.AsSpan());
        for (var i = 0; i < cells.Length; i++)
        {
            firsts[i] += cells[i] * firstKey;
            seconds[i] += (cells[i] ^ (cells[i] >>> 32)) * secondKey;
        }

        for (var i = cells.Length * Vector<ulong>.Count; i < cellHashes.Length; i++)
        {
            first[i] += cellHashes[i] * firstKey;
            second[i] += (cellHashes[i] ^ (cellHashes[i] >> 32)) * secondKey;
        }
    }

    /// <summary>Ends the rows at hand.</summary>
    public void EndRows(int rows)
    {
        for (var i = 0; i < rows; i++)
        {
            sum += new UInt128(CellHash.Mix(first[i] ^ CellHash.Mix(second[i])), CellHash.Mix(second[i] + 0x9E3779B97F4A7C15UL));
        }

        first.AsSpan(0, rows).Clear();
        second.AsSpan(0, rows).Clear();
    }

    public byte[] Finish()
    {
        var bytes = new byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, sum);
        return bytes;
    }
}

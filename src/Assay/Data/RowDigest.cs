using System.Buffers.Binary;

namespace Assay.Data;

/// <summary>A digest over the multiset of rows: the sum modulo 2^128 of one 128-bit hash a row, so order does not matter and repeats count.</summary>
internal sealed class RowDigest
{
    private readonly ulong[] first = new ulong[ChunkLength];
    private readonly ulong[] second = new ulong[ChunkLength];
    private UInt128 sum;

    /// <summary>The most rows one chunk may have.</summary>
    public const int ChunkLength = 2048;

    /// <summary>Takes up one more column of the rows at hand.</summary>
    public void Add(int column, ReadOnlySpan<ulong> cellHashes)
    {
        var key = CellHash.Mix((ulong)column + 1);
        for (var i = 0; i < cellHashes.Length; i++)
        {
            first[i] += CellHash.Mix(cellHashes[i] ^ key);
            second[i] += CellHash.Fold(cellHashes[i] ^ ~key, 0x9FB21C651E98DF25UL);
        }
    }

    /// <summary>Ends the rows at hand.</summary>
    public void EndRows(int rows)
    {
        for (var i = 0; i < rows; i++)
        {
            sum += new UInt128(CellHash.Mix(first[i] ^ second[i]), CellHash.Mix(second[i] + 0x9E3779B97F4A7C15UL));
            first[i] = 0;
            second[i] = 0;
        }
    }

    public byte[] Finish()
    {
        var bytes = new byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, sum);
        return bytes;
    }
}

using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Assay.Data;

/// <summary>SHA-256 over the hashes of a column's cells in row order, fed in pieces of any size.</summary>
internal sealed class ColumnDigest : IDisposable
{
    private readonly IncrementalHash digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public void Append(ReadOnlySpan<ulong> cellHashes) => digest.AppendData(MemoryMarshal.AsBytes(cellHashes));

    public byte[] Finish() => digest.GetHashAndReset();

    public void Dispose() => digest.Dispose();
}

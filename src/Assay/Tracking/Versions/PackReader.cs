using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace Assay.Tracking.Versions;

/// <summary>Reads pieces out of packs, each checked against its digest.</summary>
internal sealed class PackReader(ObjectFolder objects) : IDisposable
{
    private const int MostOpen = 64;
    private readonly Dictionary<string, SafeFileHandle> open = new(StringComparer.Ordinal);

    /// <summary>The bytes of a piece.</summary>
    /// <exception cref="AssayException"><c>data.version-damaged</c>.</exception>
    public byte[] Read(Piece piece)
    {
        if (!open.TryGetValue(piece.Pack, out var handle))
        {
            if (open.Count >= MostOpen)
            {
                Dispose();
            }

            open[piece.Pack] = handle = objects.OpenParts(piece.Pack);
        }

        var bytes = GC.AllocateUninitializedArray<byte>(piece.Length);
        var read = RandomAccess.Read(handle, bytes, piece.Offset);
        return read == piece.Length && Convert.ToHexStringLower(SHA256.HashData(bytes)) == piece.Id
            ? bytes
            : throw new AssayException("data.version-damaged", $"A part of object {piece.Pack} is missing or was changed in {objects.Root}. Restore that folder from a backup; assay data verify tells what is damaged.");
    }

    /// <summary>Closes the packs.</summary>
    public void Dispose()
    {
        foreach (var handle in open.Values)
        {
            handle.Dispose();
        }

        open.Clear();
    }
}

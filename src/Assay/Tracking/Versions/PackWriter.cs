using System.Security.Cryptography;

namespace Assay.Tracking.Versions;

/// <summary>Gathers pieces into packs of up to 32 MB: one flush of the disk for thousands of small files. Pieces that are known are not kept again.</summary>
internal sealed class PackWriter(ObjectFolder objects, Dictionary<string, Piece> known) : IDisposable
{
    private const int PackBytes = 1 << 25;
    private readonly MemoryStream pack = new();
    private readonly List<ObjectFolder.Incoming> incoming = [];
    private readonly Dictionary<string, string> packs = new(StringComparer.Ordinal);
    private int number;

    /// <summary>Objects on disk under passing names.</summary>
    public IReadOnlyList<ObjectFolder.Incoming> Incoming => incoming;

    /// <summary>Keeps bytes; the pack's name is known after <see cref="Finish"/>.</summary>
    public Piece Add(ReadOnlySpan<byte> bytes, string? id = null)
    {
        id ??= Convert.ToHexStringLower(SHA256.HashData(bytes));
        if (known.TryGetValue(id, out var there) && there.Length == bytes.Length)
        {
            return there;
        }

        if (pack.Length > 0 && pack.Length + bytes.Length > PackBytes)
        {
            Flush();
        }

        var piece = new Piece(id, Passing, (int)pack.Length, bytes.Length);
        pack.Write(bytes);
        known[id] = piece;
        return piece;
    }

    /// <summary>Writes the last pack.</summary>
    public void Finish()
    {
        if (pack.Length > 0)
        {
            Flush();
        }
    }

    /// <summary>The entry with the names its packs got.</summary>
    public DataEntry Named(DataEntry entry) => entry.Streams.Count == 0 ? entry : entry with { Streams = [.. entry.Streams.Select(s => (IReadOnlyList<Piece>)[.. s.Select(Named)])] };

    /// <summary>Keeps a whole object of its own.</summary>
    public string AddObject(Action<Stream> write)
    {
        var received = objects.Receive(write);
        incoming.Add(received);
        return received.Digest;
    }

    /// <summary>Forgets what was received and not kept.</summary>
    public void Dispose() => incoming.ForEach(objects.Drop);

    private string Passing => number.ToString();

    /// <summary>The piece with the name its pack got.</summary>
    public Piece Named(Piece piece) => packs.TryGetValue(piece.Pack, out var name) ? piece with { Pack = name } : piece;

    private void Flush()
    {
        var received = objects.Receive(target => target.Write(pack.GetBuffer().AsSpan(0, (int)pack.Length)));
        incoming.Add(received);
        packs[Passing] = received.Digest;
        number++;
        pack.SetLength(0);
    }
}

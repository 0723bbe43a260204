using System.Security.Cryptography;
using System.Text;

namespace Assay.Tracking.Versions;

/// <summary>The files of a version and where their bytes are; an object of the store itself.</summary>
internal sealed record DataManifest(IReadOnlyList<DataEntry> Entries)
{
    private const string Magic = "assay-data-1";

    /// <summary>What the version is known by: over names, links and contents, not over how they are kept; a single file's own SHA-256.</summary>
    public string Digest(bool folder)
    {
        if (!folder)
        {
            return Entries[0].Digest;
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var entry in Entries)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{Encoding.UTF8.GetByteCount(entry.Name)} {entry.Name} {(entry.Link is null ? entry.Digest : $"-> {entry.Link.Length} {entry.Link}")} {(entry.Runnable ? 'x' : '-')}\n"));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Objects the entries need, patches' bases left out.</summary>
    public IEnumerable<string> Packs => Entries.SelectMany(e => e.Streams).SelectMany(s => s).Select(p => p.Pack).Distinct();

    /// <summary>All pieces by what they hold, for a later version to use again.</summary>
    public Dictionary<string, Piece> Pieces()
    {
        var pieces = new Dictionary<string, Piece>(StringComparer.Ordinal);
        foreach (var piece in Entries.SelectMany(e => e.Streams).SelectMany(s => s).Concat(Body))
        {
            pieces.TryAdd(piece.Id, piece);
        }

        return pieces;
    }

    /// <summary>Packs in an order that later manifests keep, so that entries that did not change are written as they were.</summary>
    public IReadOnlyList<string> Order { get; private init; } = [];

    /// <summary>Pieces of the manifest itself; none for a short one.</summary>
    public IReadOnlyList<Piece> Body { get; private init; } = [];

    /// <summary>Keeps the manifest: entries in pieces like any content, so that a folder of many files adds the pieces around what changed.</summary>
    /// <param name="packs">Where it is kept; all entries' packs are named already.</param>
    /// <param name="before">The manifest before, whose order of packs is kept.</param>
    /// <returns>The object's digest, and every pack it needs.</returns>
    public (string Digest, List<string> Packs) Keep(PackWriter packs, DataManifest? before)
    {
        List<string> order = [.. (before?.Order ?? []).Concat(Packs).Distinct(StringComparer.Ordinal)];
        var body = new MemoryStream();
        using (var writer = new BinaryWriter(body, Encoding.UTF8, leaveOpen: true))
        {
            var numbers = order.Index().ToDictionary(p => p.Item, p => p.Index, StringComparer.Ordinal);
            foreach (var entry in Entries)
            {
                Write(writer, entry, numbers);
            }
        }

        var bytes = body.GetBuffer().AsSpan(0, (int)body.Length);
        var pieces = new List<Piece>();
        for (var start = 0; bytes.Length > ContentCut.Least && start < bytes.Length; start += pieces[^1].Length)
        {
            pieces.Add(packs.Add(bytes.Slice(start, ContentCut.Next(bytes[start..]))));
        }

        packs.Finish();
        pieces = [.. pieces.Select(packs.Named)];
        order = [.. order.Concat(pieces.Select(p => p.Pack)).Distinct(StringComparer.Ordinal)];
        var shortBody = pieces.Count == 0 ? bytes.ToArray() : [];
        return (packs.AddObject(target => Head(target, order, pieces, shortBody)), [.. Packs.Concat(pieces.Select(p => p.Pack)).Distinct(StringComparer.Ordinal)]);
    }

    /// <summary>Reads it; names and links are checked as when they were written.</summary>
    /// <param name="head">The object.</param>
    /// <param name="read">Gives the bytes of a piece.</param>
    /// <exception cref="AssayException"><c>data.version-damaged</c>, <c>data.file-name</c>.</exception>
    public static DataManifest Read(byte[] head, Func<Piece, byte[]> read)
    {
        try
        {
            using var reader = new BinaryReader(new MemoryStream(head), Encoding.UTF8);
            if (reader.ReadString() != Magic)
            {
                throw new InvalidDataException("an unknown beginning");
            }

            var order = Enumerable.Range(0, reader.Read7BitEncodedInt()).Select(_ => Convert.ToHexStringLower(reader.ReadBytes(32))).ToList();
            var count = reader.Read7BitEncodedInt();
            var pieces = ReadPieces(reader, order, null);
            byte[] body = pieces.Length == 0 ? reader.ReadBytes(head.Length) : [.. pieces.SelectMany(read)];
            using var inner = new BinaryReader(new MemoryStream(body), Encoding.UTF8);
            var entries = new List<DataEntry>();
            for (; count > 0; count--)
            {
                entries.Add(Read(inner, order));
            }

            return new DataManifest(entries) { Order = order, Body = pieces };
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException or FormatException or ArgumentException)
        {
            throw new AssayException("data.version-damaged", $"The manifest of a version cannot be read ({fault.Message}). Restore the store from a backup.", fault);
        }
    }

    private void Head(Stream target, List<string> order, List<Piece> pieces, byte[] shortBody)
    {
        using var writer = new BinaryWriter(target, Encoding.UTF8, leaveOpen: true);
        writer.Write(Magic);
        writer.Write7BitEncodedInt(order.Count);
        order.ForEach(pack => writer.Write(Convert.FromHexString(pack)));
        writer.Write7BitEncodedInt(Entries.Count);
        WritePieces(writer, pieces, order.Index().ToDictionary(p => p.Item, p => p.Index, StringComparer.Ordinal), null);
        writer.Write(shortBody);
    }

    private static void Write(BinaryWriter writer, DataEntry entry, Dictionary<string, int> packs)
    {
        writer.Write(entry.Name);
        writer.Write7BitEncodedInt64(entry.Bytes);
        writer.Write(entry.Link ?? "");
        writer.Write(Convert.FromHexString(entry.Digest));
        writer.Write((byte)((entry.Runnable ? 1 : 0) | (entry.Unterminated ? 2 : 0)));
        writer.Write(entry.Delimiter is { } delimiter ? (byte)delimiter : (byte)0);
        writer.Write(entry.Base ?? "");
        writer.Write7BitEncodedInt(entry.Depth);
        writer.Write7BitEncodedInt(entry.Streams.Count);
        foreach (var stream in entry.Streams)
        {
            WritePieces(writer, stream, packs, entry.Digest);
        }
    }

    // A piece that is a whole file has the file's digest, which need not be said twice.
    private static void WritePieces(BinaryWriter writer, IReadOnlyList<Piece> pieces, Dictionary<string, int> packs, string? whole)
    {
        var same = pieces.Count == 1 && pieces[0].Id == whole;
        writer.Write7BitEncodedInt(same ? -1 : pieces.Count);
        foreach (var piece in pieces)
        {
            writer.Write(same ? [] : Convert.FromHexString(piece.Id));
            writer.Write7BitEncodedInt(packs[piece.Pack]);
            writer.Write7BitEncodedInt(piece.Offset);
            writer.Write7BitEncodedInt(piece.Length);
        }
    }

    private static Piece[] ReadPieces(BinaryReader reader, List<string> packs, string? whole)
    {
        var count = reader.Read7BitEncodedInt();
        var pieces = new Piece[Math.Abs(count)];
        for (var i = 0; i < pieces.Length; i++)
        {
            var id = count < 0 ? whole! : Convert.ToHexStringLower(reader.ReadBytes(32));
            pieces[i] = new Piece(id, packs[reader.Read7BitEncodedInt()], reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt());
        }

        return pieces;
    }

    private static DataEntry Read(BinaryReader reader, List<string> packs)
    {
        var (name, bytes, link) = (DataName.File(reader.ReadString()), reader.Read7BitEncodedInt64(), reader.ReadString());
        var entry = new DataEntry(name, bytes, link.Length > 0 ? "" : Convert.ToHexStringLower(reader.ReadBytes(32)));
        var (flags, delimiter) = (reader.ReadByte(), reader.ReadByte());
        var under = reader.ReadString();
        entry = entry with
        {
            Link = link.Length == 0 ? null : DataName.StaysInside(entry.Name, link) ? link : throw new InvalidDataException($"the link {entry.Name} points outside"),
            Runnable = (flags & 1) != 0,
            Unterminated = (flags & 2) != 0,
            Delimiter = delimiter == 0 ? null : (char)delimiter,
            Base = under.Length == 0 ? null : under,
            Depth = reader.Read7BitEncodedInt(),
        };
        var streams = new List<IReadOnlyList<Piece>>();
        for (var left = reader.Read7BitEncodedInt(); left > 0; left--)
        {
            streams.Add(ReadPieces(reader, packs, entry.Digest));
        }

        return entry with { Streams = streams };
    }
}

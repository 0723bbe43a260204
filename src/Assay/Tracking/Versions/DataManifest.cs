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
        foreach (var piece in Entries.SelectMany(e => e.Streams).SelectMany(s => s))
        {
            pieces.TryAdd(piece.Id, piece);
        }

        return pieces;
    }

    /// <summary>Writes it.</summary>
    public void Write(Stream target)
    {
        using var writer = new BinaryWriter(target, Encoding.UTF8, leaveOpen: true);
        writer.Write(Magic);
        var packs = Packs.ToList();
        var numbers = packs.Index().ToDictionary(p => p.Item, p => p.Index, StringComparer.Ordinal);
        writer.Write7BitEncodedInt(packs.Count);
        packs.ForEach(writer.Write);
        writer.Write7BitEncodedInt(Entries.Count);
        foreach (var entry in Entries)
        {
            Write(writer, entry, numbers);
        }
    }

    /// <summary>Reads it; names and links are checked as when they were written.</summary>
    /// <exception cref="AssayException"><c>data.version-damaged</c>, <c>data.file-name</c>.</exception>
    public static DataManifest Read(byte[] content)
    {
        try
        {
            using var reader = new BinaryReader(new MemoryStream(content), Encoding.UTF8);
            if (reader.ReadString() != Magic)
            {
                throw new InvalidDataException("an unknown beginning");
            }

            var packs = Enumerable.Range(0, reader.Read7BitEncodedInt()).Select(_ => reader.ReadString()).ToList();
            var entries = new List<DataEntry>();
            for (var left = reader.Read7BitEncodedInt(); left > 0; left--)
            {
                entries.Add(Read(reader, packs));
            }

            return new DataManifest(entries);
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException or FormatException or ArgumentException)
        {
            throw new AssayException("data.version-damaged", $"The manifest of a version cannot be read ({fault.Message}). Restore the store from a backup.", fault);
        }
    }

    private static void Write(BinaryWriter writer, DataEntry entry, Dictionary<string, int> packs)
    {
        writer.Write(entry.Name);
        writer.Write7BitEncodedInt64(entry.Bytes);
        writer.Write(entry.Digest);
        writer.Write(entry.Link ?? "");
        writer.Write((byte)((entry.Runnable ? 1 : 0) | (entry.Unterminated ? 2 : 0)));
        writer.Write(entry.Delimiter is { } delimiter ? (byte)delimiter : (byte)0);
        writer.Write(entry.Base ?? "");
        writer.Write7BitEncodedInt(entry.Depth);
        writer.Write7BitEncodedInt(entry.Streams.Count);
        foreach (var stream in entry.Streams)
        {
            writer.Write7BitEncodedInt(stream.Count);
            foreach (var piece in stream)
            {
                writer.Write(Convert.FromHexString(piece.Id));
                writer.Write7BitEncodedInt(packs[piece.Pack]);
                writer.Write7BitEncodedInt(piece.Offset);
                writer.Write7BitEncodedInt(piece.Length);
            }
        }
    }

    private static DataEntry Read(BinaryReader reader, List<string> packs)
    {
        var entry = new DataEntry(DataName.File(reader.ReadString()), reader.Read7BitEncodedInt64(), reader.ReadString());
        var link = reader.ReadString();
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
            var pieces = new Piece[reader.Read7BitEncodedInt()];
            for (var i = 0; i < pieces.Length; i++)
            {
                pieces[i] = new Piece(Convert.ToHexStringLower(reader.ReadBytes(32)), packs[reader.Read7BitEncodedInt()], reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt());
            }

            streams.Add(pieces);
        }

        return entry with { Streams = streams };
    }
}

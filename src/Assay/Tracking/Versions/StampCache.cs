using System.Security.Cryptography;
using System.Text;

namespace Assay.Tracking.Versions;

/// <summary>What the files of a folder looked like when they were last read, so that unchanged ones are not read again.</summary>
/// <remarks>
/// A file changed within two seconds of the look is never trusted: a later change might leave it with the same stamp (the "racy"
/// entries of Git's index). The cache is a file named by a digest; losing it costs a reading, nothing else.
/// </remarks>
internal sealed class StampCache
{
    private const string Magic = "assay-stamps-1";
    private const long Danger = 2_000_000_000;
    private readonly Dictionary<string, (FileStamp Stamp, int Digest)> known;
    private readonly byte[] content;

    private StampCache(Dictionary<string, (FileStamp, int)> known, byte[] content, string manifest) => (this.known, this.content, Manifest) = (known, content, manifest);

    /// <summary>The manifest of the version the stamps belong to; empty when there is none.</summary>
    public string Manifest { get; }

    /// <summary>Files it knows.</summary>
    public int Count => known.Count;

    /// <summary>Where the cache of a folder and a name is kept.</summary>
    public static string PathOf(string root, string name, string source) =>
        Path.Combine(root, "stamps", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{name}\0{source}"))));

    /// <summary>Reads a cache; an empty one when it is missing or cannot be read.</summary>
    public static StampCache Read(string path)
    {
        var known = new Dictionary<string, (FileStamp, int)>(StringComparer.Ordinal);
        try
        {
            var content = File.ReadAllBytes(path);
            using var bytes = new MemoryStream(content);
            using var reader = new BinaryReader(bytes, Encoding.UTF8);
            if (reader.ReadString() == Magic)
            {
                var manifest = reader.ReadString();
                var count = reader.ReadInt32();
                known.EnsureCapacity(Math.Min(count, 1 << 22));
                for (; count > 0; count--)
                {
                    known[reader.ReadString()] = (new FileStamp(reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64(), reader.ReadUInt64()), (int)bytes.Position);
                    bytes.Position += 32;
                }

                return bytes.Position == content.Length ? new StampCache(known, content, manifest) : new StampCache([], [], "");
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or FormatException or ArgumentException)
        {
            known.Clear();
        }

        return new StampCache(known, [], "");
    }

    /// <summary>The digest of a file that looks as it did, or null.</summary>
    public string? Find(string name, FileStamp stamp) => Knows(name, stamp) ? Convert.ToHexStringLower(content.AsSpan(known[name].Digest, 32)) : null;

    /// <summary>Whether a file looks as it did.</summary>
    public bool Knows(string name, FileStamp stamp) => known.TryGetValue(name, out var seen) && seen.Stamp == stamp;

    /// <summary>Writes the cache of what was just read; <paramref name="began"/> is when the reading began.</summary>
    public static void Write(string path, string manifest, IReadOnlyCollection<(string Name, FileStamp Stamp, string Digest)> files, DateTimeOffset began)
    {
        var limit = (began.ToUnixTimeMilliseconds() * 1_000_000) - Danger;
        var trusted = files.Where(f => f.Stamp.Modified < limit && f.Stamp.Changed < limit).ToList();
        Folder.WriteFile(path, target =>
        {
            using var writer = new BinaryWriter(target, Encoding.UTF8, leaveOpen: true);
            writer.Write(Magic);
            writer.Write(trusted.Count == files.Count ? manifest : "");
            writer.Write(trusted.Count);
            foreach (var (name, stamp, digest) in trusted)
            {
                writer.Write(name);
                writer.Write(stamp.Bytes);
                writer.Write(stamp.Modified);
                writer.Write(stamp.Changed);
                writer.Write(stamp.Inode);
                writer.Write(Convert.FromHexString(digest));
            }
        });
    }
}

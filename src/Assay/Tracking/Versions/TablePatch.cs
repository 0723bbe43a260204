using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Assay.Data.Plain;

namespace Assay.Tracking.Versions;

/// <summary>An exact patch from one file to another: lines of texts, or pieces of anything else, that go, that come, and bytes that stay.</summary>
/// <remarks>
/// A line of JSON (format, lengths and SHA-256 of both files), then <c>=N</c> for N bytes that stay, <c>-N</c> and <c>+N</c> for N bytes
/// that go or come, which follow. What stays is a longest common subsequence of the lines that are the same (patience sorting,
/// Fredman, Discrete Mathematics 11, 1975). Nothing of a patch is trusted: both digests and every byte that goes are checked.
/// </remarks>
public static class TablePatch
{
    private const string Format = "assay-patch-1";
    private const int LongestHead = 4096;

    private sealed record Head(string Format, long FromBytes, string From, long ToBytes, string To);

    /// <summary>Writes the patch that makes the second file of the first.</summary>
    public static void Write(string first, string second, Stream target)
    {
        var lines = IsText(first) && IsText(second);
        var (before, after) = (Units.Of(first, lines), Units.Of(second, lines));
        var head = new Head(Format, new FileInfo(first).Length, DigestOf(first), new FileInfo(second).Length, DigestOf(second));
        target.Write(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(head, JsonRules.Compact) + "\n"));
        using var one = File.OpenRead(first);
        using var two = File.OpenRead(second);
        var kept = Kept(before, after);
        var (next, from) = (0, 0);
        for (var to = 0; to < after.Count || next < before.Count;)
        {
            var stop = to;
            while (stop < after.Count && kept[stop] < 0)
            {
                stop++;
            }

            var wanted = stop < after.Count ? kept[stop] : before.Count;
            Emit(target, '-', one, (before.Starts[next], before.Starts[wanted]));
            Emit(target, '+', two, (after.Starts[to], after.Starts[stop]));
            (next, from, to) = (wanted, wanted, stop);
            while (to < after.Count && kept[to] == next)
            {
                (to, next) = (to + 1, next + 1);
            }

            Emit(target, '=', null, (before.Starts[from], before.Starts[next]));
        }
    }

    /// <summary>Makes the second file of the first.</summary>
    /// <exception cref="AssayException"><c>data.patch-base</c> when the file is not the one the patch was made from; <c>data.patch-damaged</c>.</exception>
    public static void Apply(Stream first, Stream patch, Stream target)
    {
        var head = ReadHead(patch);
        using var from = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var to = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 16];
        var expected = new byte[1 << 16];
        while (ReadStep(patch) is var (sign, left) && sign != '\0')
        {
            while (left > 0)
            {
                var part = buffer.AsSpan(0, (int)Math.Min(left, buffer.Length));
                Fill(sign == '+' ? patch : first, part, sign == '+');
                if (sign == '-')
                {
                    Fill(patch, expected.AsSpan(0, part.Length), true);
                    if (!part.SequenceEqual(expected.AsSpan(0, part.Length)))
                    {
                        throw OtherBase();
                    }
                }

                if (sign != '+')
                {
                    from.AppendData(part);
                }

                if (sign != '-')
                {
                    to.AppendData(part);
                    target.Write(part);
                }

                left -= part.Length;
            }

            if (sign != '=' && patch.ReadByte() != '\n')
            {
                throw Damaged("bytes do not end where they should");
            }
        }

        if (first.ReadByte() >= 0 || Convert.ToHexStringLower(from.GetHashAndReset()) != head.From)
        {
            throw OtherBase();
        }

        if (Convert.ToHexStringLower(to.GetHashAndReset()) != head.To)
        {
            throw Damaged("the result has another digest");
        }
    }

    /// <summary>The lines that go and those that come, without what stays; for texts only.</summary>
    internal static (byte[] Removed, byte[] Added) Lines(Stream patch)
    {
        ReadHead(patch);
        var (removed, added) = (new MemoryStream(), new MemoryStream());
        while (ReadStep(patch) is var (sign, count) && sign != '\0')
        {
            if (sign != '=')
            {
                var bytes = new byte[count];
                Fill(patch, bytes, true);
                patch.ReadByte();
                var side = sign == '-' ? removed : added;
                side.Write(bytes);
                if (bytes is [.., not (byte)'\n'])
                {
                    side.WriteByte((byte)'\n');
                }
            }
        }

        return (removed.ToArray(), added.ToArray());
    }

    private static Head ReadHead(Stream patch)
    {
        var line = new List<byte>();
        for (var octet = patch.ReadByte(); octet is >= 0 and not '\n' && line.Count < LongestHead; octet = patch.ReadByte())
        {
            line.Add((byte)octet);
        }

        try
        {
            var head = JsonSerializer.Deserialize<Head>(line.ToArray(), JsonRules.Compact);
            return head?.Format == Format ? head : throw Damaged("it does not begin like a patch");
        }
        catch (JsonException)
        {
            throw Damaged("it does not begin like a patch");
        }
    }

    private static (char Sign, long Count) ReadStep(Stream patch)
    {
        var sign = patch.ReadByte();
        if (sign < 0)
        {
            return ('\0', 0);
        }

        var count = 0L;
        var octet = patch.ReadByte();
        for (; octet is >= '0' and <= '9' && count < 1L << 55; octet = patch.ReadByte())
        {
            count = (count * 10) + (octet - '0');
        }

        return sign is '=' or '+' or '-' && octet == '\n' ? ((char)sign, count) : throw Damaged("a step cannot be read");
    }

    private static void Fill(Stream source, Span<byte> bytes, bool ofPatch)
    {
        if (source.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
        {
            throw ofPatch ? Damaged("it ends too early") : OtherBase();
        }
    }

    private static void Emit(Stream target, char sign, FileStream? source, (long Start, long End) part)
    {
        if (part.End == part.Start)
        {
            return;
        }

        target.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{sign}{part.End - part.Start}\n")));
        if (source is null)
        {
            return;
        }

        source.Position = part.Start;
        var buffer = new byte[(int)Math.Min(part.End - part.Start, 1 << 16)];
        for (var left = part.End - part.Start; left > 0;)
        {
            var bytes = buffer.AsSpan(0, (int)Math.Min(left, buffer.Length));
            source.ReadExactly(bytes);
            target.Write(bytes);
            left -= bytes.Length;
        }

        target.WriteByte((byte)'\n');
    }

    // For every unit after, the unit before that it is, or -1; increasing.
    private static int[] Kept(Units before, Units after)
    {
        var origin = new LineMatch(before.Hashes).Find(after.Hashes);
        var (tails, previous) = (new List<int>(), new int[origin.Length]);
        for (var i = 0; i < origin.Length; i++)
        {
            if (origin[i] < 0)
            {
                continue;
            }

            var place = tails.Count > 0 && origin[tails[^1]] < origin[i] ? tails.Count : Place(tails, origin, origin[i]);
            previous[i] = place > 0 ? tails[place - 1] : -1;
            if (place == tails.Count)
            {
                tails.Add(i);
            }
            else
            {
                tails[place] = i;
            }
        }

        var kept = new int[origin.Length];
        kept.AsSpan().Fill(-1);
        for (var i = tails.Count > 0 ? tails[^1] : -1; i >= 0; i = previous[i])
        {
            kept[i] = origin[i];
        }

        return kept;
    }

    private static int Place(List<int> tails, int[] origin, int value)
    {
        var (low, high) = (0, tails.Count);
        while (low < high)
        {
            var middle = (low + high) >> 1;
            (low, high) = origin[tails[middle]] < value ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private static string DigestOf(string path)
    {
        using var content = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(content));
    }

    private static bool IsText(string path)
    {
        using var content = File.OpenRead(path);
        var start = new byte[1 << 13];
        var read = content.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        return !start.AsSpan(0, read).Contains((byte)0);
    }

    private static AssayException OtherBase() => new(
        "data.patch-base", "The patch was made from another file than this one: its bytes differ. Give the table the diff named first, unchanged.");

    private static AssayException Damaged(string why) => new("data.patch-damaged", $"The patch cannot be used: {why}. Write it again with assay data diff A B --patch FILE.");

    /// <summary>What is compared: lines, or pieces cut by content.</summary>
    private sealed record Units(ulong[] Hashes, long[] Starts)
    {
        public int Count => Hashes.Length;

        public static Units Of(string path, bool lines)
        {
            using var content = File.OpenRead(path);
            var (hashes, starts) = (new List<ulong>(), new List<long> { 0 });
            var buffer = new byte[1 << 20];
            var (filled, ended, offset) = (0, false, 0L);
            while (!ended || filled > 0)
            {
                var read = ended ? 0 : content.ReadAtLeast(buffer.AsSpan(filled), buffer.Length - filled, throwOnEndOfStream: false);
                filled += read;
                ended = ended || filled < buffer.Length;
                var used = 0;
                while (used < filled)
                {
                    var rest = buffer.AsSpan(used, filled - used);
                    var length = lines ? rest.IndexOf((byte)'\n') + 1 : ended || rest.Length >= ContentCut.Most ? ContentCut.Next(rest) : 0;
                    length = length == 0 && ended ? rest.Length : length;
                    if (length == 0)
                    {
                        break;
                    }

                    hashes.Add(LineHash.Of(rest[..length]));
                    used += length;
                    starts.Add(offset + used);
                }

                buffer.AsSpan(used, filled - used).CopyTo(buffer);
                (filled, offset) = (filled - used, offset + used);
                if (used == 0 && !ended)
                {
                    Array.Resize(ref buffer, buffer.Length * 2);
                }
            }

            return new Units([.. hashes], [.. starts]);
        }
    }
}

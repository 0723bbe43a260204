using System.Runtime.CompilerServices;

namespace Assay.Data.Plain;

/// <summary>Where the lines of a delimited text are, and their hashes; the header is no line.</summary>
/// <param name="Hashes">One <see cref="LineHash"/> a row.</param>
/// <param name="Starts">Where each row begins, and at the end where the last one ends.</param>
internal sealed record LineIndex(ulong[] Hashes, long[] Starts)
{
    /// <summary>Reads the whole content.</summary>
    public static LineIndex Of(Stream content)
    {
        using var blocks = new DelimitedBlocks(content, (byte)'\n');
        var (hashes, starts, count) = (Array.Empty<ulong>(), new long[1], -1);
        while (blocks.Next())
        {
            var room = count + blocks.Marks.Length;
            if (room > hashes.Length)
            {
                room = (int)Math.Max(room + (room >> 2), count < 0 ? Math.Min(1 << 28, blocks.Blocks * 1.02 * room) : 0);
                Array.Resize(ref hashes, room);
                Array.Resize(ref starts, room + 1);
            }

            count = Take(blocks, hashes, starts, count);
        }

        Array.Resize(ref hashes, Math.Max(0, count));
        Array.Resize(ref starts, hashes.Length + 1);
        starts[^1] = blocks.Offset;
        return new LineIndex(hashes, starts);
    }

    // The header is line -1: its hash goes nowhere.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Take(DelimitedBlocks blocks, ulong[] hashes, long[] starts, int count)
    {
        var bytes = blocks.Bytes;
        var start = 0;
        foreach (var end in blocks.Marks)
        {
            if (count >= 0)
            {
                hashes[count] = LineHash.Of(bytes[start..end]);
                starts[count] = blocks.Offset + start;
            }

            count++;
            start = end + 1;
        }

        return count;
    }

    /// <summary>The header and some of the rows as a text of their own.</summary>
    public MemoryStream Take(Stream content, IReadOnlyList<int> rows)
    {
        var taken = new MemoryStream();
        using (content)
        {
            Copy(content, (0, Starts[0]), taken);
            foreach (var row in rows)
            {
                Copy(content, (Starts[row], Starts[row + 1]), taken);
            }
        }

        taken.Position = 0;
        return taken;
    }

    private static void Copy(Stream content, (long Start, long End) part, MemoryStream target)
    {
        var bytes = new byte[part.End - part.Start];
        content.Position = part.Start;
        // The last line's end may be lent.
        target.Write(bytes, 0, content.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false));
    }
}

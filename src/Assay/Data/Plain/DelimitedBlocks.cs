using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Assay.Data.Plain;

/// <summary>Reads a delimited text block by block; a block holds whole records and the places of their delimiters and ends.</summary>
/// <remarks>Marks are found 32 bytes at a time where a block has no quotes (the first stage of Langdale and Lemire, VLDB Journal 28, 2019), byte by byte where it has.</remarks>
internal sealed class DelimitedBlocks(Stream content, byte delimiter, int blockBytes = 1 << 17) : IDisposable
{
    private const int LongestRecord = 1 << 26;
    private byte[] buffer = new byte[blockBytes + 1];
    private int[] marks = new int[1 << 12];
    private int filled;
    private int taken;
    private bool ended;

    /// <summary>The block's bytes; a last record without a line end has one lent to it.</summary>
    public ReadOnlySpan<byte> Bytes => buffer.AsSpan(0, taken);

    /// <summary>Places of delimiters and line ends outside quotes, in order; the last is the end of the last record.</summary>
    public ReadOnlySpan<int> Marks => marks.AsSpan(0, MarkCount);

    /// <summary>Whether a quote is in the block.</summary>
    public bool HasQuotes { get; private set; }

    /// <summary>Whether the last record of the block had no line end of its own.</summary>
    public bool Unterminated { get; private set; }

    /// <summary>Where the block begins in the content.</summary>
    public long Offset { get; private set; }

    /// <summary>How many times the block's length the content is; 1 when that cannot be told.</summary>
    public double Blocks => content.CanSeek && taken > 0 ? Math.Max(1, (double)content.Length / taken) : 1;

    private int MarkCount { get; set; }

    /// <summary>Moves to the next block; false at the end.</summary>
    /// <exception cref="UnusualTable">A record longer than 64 MB, such as after a quote that is never closed.</exception>
    public bool Next()
    {
        Offset += taken;
        buffer.AsSpan(taken, filled - taken).CopyTo(buffer);
        (filled, taken, MarkCount) = (filled - taken, 0, 0);
        while (!ended || filled > 0)
        {
            Fill();
            Find();
            if (taken > 0)
            {
                return true;
            }

            if (filled >= LongestRecord)
            {
                throw new UnusualTable("A record is longer than 64 MB.");
            }

            Array.Resize(ref buffer, (buffer.Length * 2) + 1);
        }

        return false;
    }

    public void Dispose() => content.Dispose();

    private void Fill()
    {
        while (!ended && filled < buffer.Length - 1)
        {
            var read = content.Read(buffer, filled, buffer.Length - 1 - filled);
            filled += read;
            ended = read == 0;
        }

        if (ended && filled > 0 && buffer[filled - 1] != '\n')
        {
            Unterminated = true;
            buffer[filled++] = (byte)'\n';
        }
    }

    private void Find()
    {
        if (marks.Length < filled)
        {
            marks = new int[filled];
        }

        HasQuotes = buffer.AsSpan(0, filled).Contains((byte)'"');
        var count = HasQuotes ? FindQuoted() : FindPlain();
        while (count > 0 && buffer[marks[count - 1]] != '\n')
        {
            count--;
        }

        MarkCount = count;
        taken = count > 0 ? marks[count - 1] + 1 : 0;
        if (ended && taken < filled)
        {
            throw new UnusualTable("A quote is never closed.");
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int FindPlain()
    {
        var bytes = buffer.AsSpan(0, filled);
        var (separators, ends) = (Vector256.Create(delimiter), Vector256.Create((byte)'\n'));
        var (count, at) = (0, 0);
        ref var first = ref buffer[0];
        for (; at + Vector256<byte>.Count <= bytes.Length; at += Vector256<byte>.Count)
        {
            var part = Vector256.LoadUnsafe(ref first, (nuint)at);
            var found = (Vector256.Equals(part, separators) | Vector256.Equals(part, ends)).ExtractMostSignificantBits();
            while (found != 0)
            {
                marks[count++] = at + BitOperations.TrailingZeroCount(found);
                found &= found - 1;
            }
        }

        for (; at < bytes.Length; at++)
        {
            if (bytes[at] == delimiter || bytes[at] == '\n')
            {
                marks[count++] = at;
            }
        }

        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int FindQuoted()
    {
        var (count, quoted) = (0, false);
        for (var at = 0; at < filled; at++)
        {
            var octet = buffer[at];
            quoted ^= octet == '"';
            if (!quoted && (octet == delimiter || octet == '\n'))
            {
                marks[count++] = at;
            }
        }

        return count;
    }
}

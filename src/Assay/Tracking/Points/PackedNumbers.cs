using System.Numerics;
using System.Runtime.InteropServices;

namespace Assay.Tracking.Points;

/// <summary>A column of 64-bit whole numbers in few bits: groups of 64, each with its own smallest number and width.</summary>
/// <remarks>
/// A group keeps either its numbers or the differences between neighbours, whichever is narrower, as unsigned distances from the smallest
/// (frame of reference: Goldstein, Ramakrishnan and Shaft, ICDE 1998). Steps that rise evenly take 3 bytes a group, noisy values the bits of
/// their noise. Sums wrap around, so every number can be kept.
/// </remarks>
internal static class PackedNumbers
{
    internal const int Group = 64;
    private const byte Differences = 0x80;

    /// <summary>Appends the column.</summary>
    internal static void Write(List<byte> target, ReadOnlySpan<long> numbers)
    {
        Span<long> differences = stackalloc long[Group];
        var before = 0L;
        for (var start = 0; start < numbers.Length; start += Group)
        {
            var plain = numbers.Slice(start, Math.Min(Group, numbers.Length - start));
            for (var i = 0; i < plain.Length; i++)
            {
                differences[i] = unchecked(plain[i] - (i == 0 ? before : plain[i - 1]));
            }

            var different = differences[..plain.Length];
            var (least, width) = Frame(plain);
            var (leastDifference, differenceWidth) = Frame(different);
            if (differenceWidth < width)
            {
                WriteGroup(target, different, (leastDifference, differenceWidth, Differences));
            }
            else
            {
                WriteGroup(target, plain, (least, width, 0));
            }

            before = plain[^1];
        }
    }

    /// <summary>Reads a column of a known length; returns what follows it.</summary>
    internal static ReadOnlySpan<byte> Read(ReadOnlySpan<byte> source, Span<long> numbers)
    {
        var before = 0L;
        for (var start = 0; start < numbers.Length; start += Group)
        {
            var target = numbers.Slice(start, Math.Min(Group, numbers.Length - start));
            source = ReadGroup(source, target, before);
            before = target[^1];
        }

        return source;
    }

    private static (long Least, int Width) Frame(ReadOnlySpan<long> numbers)
    {
        long least = numbers[0], most = numbers[0];
        foreach (var number in numbers)
        {
            least = Math.Min(least, number);
            most = Math.Max(most, number);
        }

        return (least, 64 - BitOperations.LeadingZeroCount(unchecked((ulong)(most - least))));
    }

    private static void WriteGroup(List<byte> target, ReadOnlySpan<long> numbers, (long Least, int Width, byte Form) frame)
    {
        target.Add((byte)(frame.Width | frame.Form));
        Varint.Write(target, frame.Least);
        ulong word = 0;
        var filled = 0;
        Span<byte> bytes = stackalloc byte[8];
        foreach (var number in numbers)
        {
            var distance = unchecked((ulong)(number - frame.Least));
            word |= filled < 64 ? distance << filled : 0;
            filled += frame.Width;
            if (filled >= 64)
            {
                MemoryMarshal.Write(bytes, word);
                target.AddRange(bytes);
                filled -= 64;
                word = filled == 0 ? 0 : distance >> (frame.Width - filled);
            }
        }

        for (; filled > 0; filled -= 8)
        {
            target.Add((byte)word);
            word >>= 8;
        }
    }

    private static ReadOnlySpan<byte> ReadGroup(ReadOnlySpan<byte> source, Span<long> numbers, long before)
    {
        var form = source[0];
        var width = form & 0x7F;
        var least = Varint.Read(ref source, 1);
        var length = ((numbers.Length * width) + 7) / 8;
        Unpack(source[..length], numbers, width);
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = unchecked(numbers[i] + least);
            if ((form & Differences) != 0)
            {
                numbers[i] = unchecked(numbers[i] + before);
                before = numbers[i];
            }
        }

        return source[length..];
    }

    private static void Unpack(ReadOnlySpan<byte> source, Span<long> numbers, int width)
    {
        if (width == 0)
        {
            numbers.Clear();
            return;
        }

        // Read from a copy with room behind it, so that whole words can be taken everywhere.
        Span<byte> room = stackalloc byte[(Group * 8) + 16];
        source.CopyTo(room);
        var mask = width == 64 ? ulong.MaxValue : (1UL << width) - 1;
        for (var i = 0; i < numbers.Length; i++)
        {
            var bit = i * width;
            var shift = bit & 7;
            var word = MemoryMarshal.Read<ulong>(room[(bit >> 3)..]) >> shift;
            if (shift + width > 64)
            {
                word |= (ulong)room[(bit >> 3) + 8] << (64 - shift);
            }

            numbers[i] = unchecked((long)(word & mask));
        }
    }
}

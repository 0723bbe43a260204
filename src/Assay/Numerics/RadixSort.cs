using System.Buffers;

namespace Assay.Numerics;

/// <summary>Sorts numbers by their bits, faster than comparing them; the order of equal numbers is kept.</summary>
/// <remarks>
/// Least-significant-digit radix sort (Knuth, TAOCP 3, 5.2.5) on the 32 bits below the bits all keys share; the rare runs that
/// still agree there are finished by comparison. Worst case n log n.
/// </remarks>
internal static class RadixSort
{
    private const int DigitBits = 8;
    private const int Buckets = 1 << DigitBits;
    private const int Passes = 4;
    private const int Small = 200;

    /// <summary>Bits whose unsigned order is the order of the numbers; both zeros are the same.</summary>
    public static ulong Key(double value)
    {
        var bits = BitConverter.DoubleToUInt64Bits(value + 0.0);
        return bits >> 63 != 0 ? ~bits : bits | (1UL << 63);
    }

    /// <summary>The number whose <see cref="Key"/> this is.</summary>
    public static double Value(ulong key) => BitConverter.UInt64BitsToDouble(key >> 63 != 0 ? key & ~(1UL << 63) : ~key);

    /// <summary>Positions of the numbers in ascending order, ties in order of position.</summary>
    public static int[] Order(ReadOnlySpan<double> values)
    {
        var items = new int[values.Length];
        var keys = ArrayPool<ulong>.Shared.Rent(values.Length);
        for (var i = 0; i < items.Length; i++)
        {
            keys[i] = Key(values[i]);
            items[i] = i;
        }

        Sort(keys.AsSpan(0, items.Length), items);
        ArrayPool<ulong>.Shared.Return(keys);
        return items;
    }

    /// <summary>Sorts keys ascending in place; <paramref name="items"/> (empty, or as long, increasing) move with them.</summary>
    public static void Sort(Span<ulong> keys, Span<int> items)
    {
        if (keys.Length > Small)
        {
            var shift = LowestBit(keys);
            var otherKeys = ArrayPool<ulong>.Shared.Rent(keys.Length);
            var otherItems = ArrayPool<int>.Shared.Rent(items.Length);
            Scatter(keys, items, otherKeys.AsSpan(0, keys.Length), otherItems.AsSpan(0, items.Length), shift);
            ArrayPool<ulong>.Shared.Return(otherKeys);
            ArrayPool<int>.Shared.Return(otherItems);
            FinishRuns(keys, items, shift);
        }
        else
        {
            SortRun(keys, items);
        }
    }

    // The lowest bit looked at, so that the digits begin right below the bits all keys share.
    private static int LowestBit(ReadOnlySpan<ulong> keys)
    {
        var differing = 0UL;
        foreach (var key in keys)
        {
            differing |= key ^ keys[0];
        }

        return Math.Max(0, 64 - System.Numerics.BitOperations.LeadingZeroCount(differing) - (DigitBits * Passes));
    }

    private static void Scatter(Span<ulong> keys, Span<int> items, Span<ulong> otherKeys, Span<int> otherItems, int shift)
    {
        Span<int> starts = stackalloc int[Buckets * Passes];
        starts.Clear();
        foreach (var key in keys)
        {
            var digits = key >> shift;
            starts[(int)(digits & 255)]++;
            starts[Buckets + (int)((digits >> 8) & 255)]++;
            starts[(2 * Buckets) + (int)((digits >> 16) & 255)]++;
            starts[(3 * Buckets) + (int)((digits >> 24) & 255)]++;
        }

        // An even number of passes ends in the caller's own memory.
        for (var pass = 0; pass < Passes; pass += 2)
        {
            var (first, second) = (pass * Buckets, (pass + 1) * Buckets);
            Pass(keys, items, otherKeys, otherItems, starts.Slice(first, Buckets), shift + (pass * DigitBits));
            Pass(otherKeys, otherItems, keys, items, starts.Slice(second, Buckets), shift + ((pass + 1) * DigitBits));
        }
    }

    private static void Pass(
        ReadOnlySpan<ulong> keys, ReadOnlySpan<int> items, Span<ulong> toKeys, Span<int> toItems, Span<int> starts, int shift)
    {
        var next = 0;
        for (var bucket = 0; bucket < Buckets; bucket++)
        {
            (starts[bucket], next) = (next, next + starts[bucket]);
        }

        if (items.IsEmpty)
        {
            foreach (var key in keys)
            {
                toKeys[starts[(int)(key >> shift) & (Buckets - 1)]++] = key;
            }

            return;
        }

        for (var i = 0; i < keys.Length; i++)
        {
            var at = starts[(int)(keys[i] >> shift) & (Buckets - 1)]++;
            toKeys[at] = keys[i];
            toItems[at] = items[i];
        }
    }

    private static void FinishRuns(Span<ulong> keys, Span<int> items, int shift)
    {
        for (int start = 0, end; shift > 0 && start < keys.Length; start = end)
        {
            var sorted = true;
            for (end = start + 1; end < keys.Length && keys[end] >> shift == keys[start] >> shift; end++)
            {
                sorted &= keys[end] >= keys[end - 1];
            }

            if (!sorted)
            {
                SortRun(keys[start..end], items.IsEmpty ? items : items[start..end]);
            }
        }
    }

    // Comparison sort is not stable: equal keys get their items back in increasing order.
    private static void SortRun(Span<ulong> keys, Span<int> items)
    {
        if (items.IsEmpty)
        {
            keys.Sort();
            return;
        }

        keys.Sort(items);
        for (int start = 0, end; start < keys.Length; start = end)
        {
            for (end = start + 1; end < keys.Length && keys[end] == keys[start]; end++)
            {
            }

            if (end - start > 1)
            {
                items[start..end].Sort();
            }
        }
    }
}

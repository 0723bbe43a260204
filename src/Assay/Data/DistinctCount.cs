namespace Assay.Data;

/// <summary>Counts distinct numbers exactly.</summary>
internal static class DistinctCount
{
    /// <summary>The number of distinct values, NaN not counted; 0 and -0 are one.</summary>
    public static long Of(ReadOnlySpan<double> values)
    {
        // Open addressing over value bits; a zero slot is empty, so the value 0 is counted apart.
        var slots = new ulong[1 << 10];
        var count = 0;
        var zero = 0;
        foreach (var value in values)
        {
            if (double.IsNaN(value))
            {
                continue;
            }

            if (value == 0)
            {
                zero = 1;
                continue;
            }

            if (Insert(slots, (ulong)BitConverter.DoubleToInt64Bits(value)) && ++count * 2 > slots.Length)
            {
                slots = Grow(slots);
            }
        }

        return count + zero;
    }

    private static bool Insert(ulong[] slots, ulong bits)
    {
        var mask = slots.Length - 1;
        var slot = (int)((bits * 0x9E3779B97F4A7C15UL) >> 32) & mask;
        while (slots[slot] != 0)
        {
            if (slots[slot] == bits)
            {
                return false;
            }

            slot = (slot + 1) & mask;
        }

        slots[slot] = bits;
        return true;
    }

    private static ulong[] Grow(ulong[] slots)
    {
        var larger = new ulong[slots.Length * 4];
        foreach (var bits in slots)
        {
            if (bits != 0)
            {
                Insert(larger, bits);
            }
        }

        return larger;
    }
}

using System.Runtime.InteropServices;
using Assay.Data;

namespace Assay.Development.Splits;

/// <summary>Numbers for rows that share something: the same cells, or the same value of one column.</summary>
internal static class RowKeys
{
    /// <summary>Exact duplicates: the number of the first row with the same cells in these columns, for every row of the table.</summary>
    /// <remarks>Rows are told apart by a 128-bit hash of their cells; two different rows meet by accident less than once in 10^26 tables of a million rows.</remarks>
    public static int[] Same(Dataset data, IReadOnlyList<Column> columns, bool withTarget)
    {
        var keys = new UInt128[data.RowCount];
        foreach (var column in columns)
        {
            Mix(keys, column);
        }

        if (withTarget)
        {
            var target = data.Target.Span;
            for (var row = 0; row < keys.Length; row++)
            {
                keys[row] = Mix(keys[row], BitConverter.DoubleToUInt64Bits(target[row]));
            }
        }

        return FirstOf(keys);
    }

    /// <summary>One group number a row, in order of first appearance; a missing cell is a group of its own row.</summary>
    public static int[] Groups(Column column)
    {
        var keys = new UInt128[column.Count];
        Mix(keys, column);
        for (var row = 0; row < keys.Length; row++)
        {
            keys[row] = column.IsMissing(row) ? Mix(1, (ulong)row) : keys[row];
        }

        return FirstOf(keys);
    }

    private static int[] FirstOf(UInt128[] keys)
    {
        var known = new Dictionary<UInt128, int>(keys.Length);
        var first = new int[keys.Length];
        for (var row = 0; row < keys.Length; row++)
        {
            ref var slot = ref CollectionsMarshal.GetValueRefOrAddDefault(known, keys[row], out var found);
            slot = found ? slot : row;
            first[row] = slot;
        }

        return first;
    }

    private static void Mix(UInt128[] keys, Column column)
    {
        switch (column)
        {
            case NumberColumn numbers:
                var values = numbers.Values;
                for (var row = 0; row < keys.Length; row++)
                {
                    keys[row] = Mix(keys[row], BitConverter.DoubleToUInt64Bits(values[row] == 0 ? 0 : double.IsNaN(values[row]) ? double.NaN : values[row]));
                }

                break;
            case CategoryColumn category:
                var codes = category.Codes;
                for (var row = 0; row < keys.Length; row++)
                {
                    keys[row] = Mix(keys[row], (ulong)(uint)codes[row]);
                }

                break;
            default:
                for (var row = 0; row < keys.Length; row++)
                {
                    keys[row] = Mix(keys[row], column.Show(row) is { } text ? Digest(text) : 0);
                }

                break;
        }
    }

    // Two independent multiplicative mixes side by side (odd constants of SplitMix64 and xxHash).
    private static UInt128 Mix(UInt128 key, ulong value)
    {
        var high = ((ulong)(key >> 64) ^ value) * 0xBF58476D1CE4E5B9UL;
        var low = ((ulong)key + value + 0x9E3779B97F4A7C15UL) * 0xC2B2AE3D27D4EB4FUL;
        return new UInt128(high ^ (high >> 29), low ^ (low >> 31));
    }

    private static ulong Digest(string text)
    {
        var hash = 14695981039346656037UL; // FNV-1a
        foreach (var letter in text)
        {
            hash = (hash ^ letter) * 1099511628211UL;
        }

        return hash;
    }
}

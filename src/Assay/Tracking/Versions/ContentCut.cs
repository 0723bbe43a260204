using System.Runtime.CompilerServices;
using Assay.Data;

namespace Assay.Tracking.Versions;

/// <summary>Cuts bytes where their content says so, so that an insertion moves no cut but those near it.</summary>
/// <remarks>
/// A gear hash with two masks, harder below the wanted size and easier above it: FastCDC (Xia et al., USENIX ATC 2016, with its
/// normalised chunking); the table of the gear is SplitMix64's. Cells of a column are cut the same way at ends of cells.
/// </remarks>
internal static class ContentCut
{
    /// <summary>The least length of a piece but the last.</summary>
    public const int Least = 1 << 14;

    /// <summary>The largest length of a piece.</summary>
    public const int Most = 1 << 18;

    private const int Wanted = 1 << 16;
    private const ulong Hard = 0xFFFFC00000000000UL;
    private const ulong Easy = 0xFFFC000000000000UL;
    private static readonly ulong[] gear = [.. Enumerable.Range(0, 256).Select(i => CellHash.Mix(((ulong)i + 1) * 0x9E3779B97F4A7C15UL))];

    /// <summary>The length of the first piece.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Next(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length <= Least)
        {
            return bytes.Length;
        }

        var end = Math.Min(bytes.Length, Most);
        var hash = 0UL;
        for (var at = Least; at < end; at++)
        {
            hash = (hash << 1) + gear[bytes[at]];
            if ((hash & (at < Wanted ? Hard : Easy)) == 0)
            {
                return at + 1;
            }
        }

        return end;
    }

    /// <summary>The length of the first piece of cells that end with a line feed; ends with a cell unless one alone is too long.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int NextCell(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length <= Least)
        {
            return bytes.Length;
        }

        var end = Math.Min(bytes.Length, Most);
        var (hash, last) = (0UL, 0);
        for (var at = Least; at < end; at++)
        {
            hash = (hash << 1) + gear[bytes[at]];
            if (bytes[at] == '\n')
            {
                last = at + 1;
                // Looked at once a cell, of about eight bytes: three bits less than for bytes.
                if ((hash & ((at < Wanted ? Hard : Easy) << 3)) == 0)
                {
                    return last;
                }
            }
        }

        return end == bytes.Length ? end : last > 0 ? last : end;
    }
}

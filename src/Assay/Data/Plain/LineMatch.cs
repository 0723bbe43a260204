using System.Runtime.CompilerServices;

namespace Assay.Data.Plain;

/// <summary>Finds the lines of one text in another, every line at most once.</summary>
internal sealed class LineMatch
{
    private readonly ulong[] lines;
    private readonly bool[] used;
    private int[] slots = [];

    public LineMatch(ulong[] lines)
    {
        this.lines = lines;
        used = new bool[lines.Length];
    }

    /// <summary>For every line the row of the other text that is the same, or -1. Lines in the same order are found without a search.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int[] Find(ReadOnlySpan<ulong> others)
    {
        var origin = GC.AllocateUninitializedArray<int>(others.Length);
        var next = 0;
        for (var i = 0; i < others.Length; i++)
        {
            var row = next < lines.Length && lines[next] == others[i] && !used[next] ? next
                : next + 1 < lines.Length && lines[next + 1] == others[i] && !used[next + 1] ? next + 1
                : Search(others[i]);
            origin[i] = row;
            if (row >= 0)
            {
                used[row] = true;
                next = row + 1;
            }
        }

        return origin;
    }

    private int Search(ulong hash)
    {
        if (slots.Length == 0)
        {
            Build();
        }

        var mask = slots.Length - 1;
        for (var slot = (int)hash & mask; slots[slot] != 0; slot = (slot + 1) & mask)
        {
            var row = slots[slot] - 1;
            if (lines[row] == hash && !used[row])
            {
                return row;
            }
        }

        return -1;
    }

    // Of equal lines the first comes first, because they are put in in order. Equal lines by the thousand would make a search long;
    // a bounded probe keeps it short and costs at most a row that is compared cell by cell.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Build()
    {
        slots = new int[System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, lines.Length * 2L))];
        var mask = slots.Length - 1;
        for (var row = 0; row < lines.Length; row++)
        {
            var slot = (int)lines[row] & mask;
            var probes = 0;
            while (slots[slot] != 0 && probes++ < 64)
            {
                slot = (slot + 1) & mask;
            }

            if (slots[slot] == 0)
            {
                slots[slot] = row + 1;
            }
        }
    }
}

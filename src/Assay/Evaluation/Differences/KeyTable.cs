using System.Numerics;
using System.Runtime.CompilerServices;

namespace Assay.Evaluation.Differences;

/// <summary>Finds a row by the hash of its key, and the keys of more than one row.</summary>
internal sealed class KeyTable
{
    private readonly ulong[] hashes;
    private readonly int[] slots;

    /// <summary>Puts all rows in, in order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public KeyTable(ulong[] hashes)
    {
        this.hashes = hashes;
        slots = new int[BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, hashes.Length * 2L))];
        var mask = slots.Length - 1;
        for (var row = 0; row < hashes.Length; row++)
        {
            var slot = (int)hashes[row] & mask;
            while (slots[slot] != 0 && hashes[slots[slot] - 1] != hashes[row])
            {
                slot = (slot + 1) & mask;
            }

            if (slots[slot] == 0)
            {
                slots[slot] = row + 1;
            }
            else
            {
                Repeated.Add(hashes[row]);
            }
        }
    }

    /// <summary>Hashes of more than one row.</summary>
    public HashSet<ulong> Repeated { get; } = [];

    /// <summary>The first row of that key, or -1.</summary>
    public int Find(ulong hash)
    {
        var mask = slots.Length - 1;
        var slot = (int)hash & mask;
        while (slots[slot] != 0 && hashes[slots[slot] - 1] != hash)
        {
            slot = (slot + 1) & mask;
        }

        return slots[slot] - 1;
    }
}

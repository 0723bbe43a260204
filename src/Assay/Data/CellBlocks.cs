namespace Assay.Data;

/// <summary>A list that grows by blocks, so that growing never copies what is there.</summary>
internal sealed class CellBlocks<T>
    where T : unmanaged
{
    private const int BlockLength = 1 << 15;
    private readonly List<T[]> blocks = [];
    private readonly List<int> used = [];

    public int Count { get; private set; }

    /// <summary>Room for that many further values (at most one block), to be written by the caller at once.</summary>
    public Span<T> Extend(int count)
    {
        if (blocks.Count == 0 || used[^1] + count > blocks[^1].Length)
        {
            blocks.Add(GC.AllocateUninitializedArray<T>(Math.Max(BlockLength, count)));
            used.Add(0);
        }

        var room = blocks[^1].AsSpan(used[^1], count);
        used[^1] += count;
        Count += count;
        return room;
    }

    /// <summary>Hands out the values block by block, in order, giving each block's memory back after use, and ends empty.</summary>
    public void Drain(Action<ReadOnlyMemory<T>> take)
    {
        for (var i = 0; i < blocks.Count; i++)
        {
            take(blocks[i].AsMemory(0, used[i]));
            blocks[i] = [];
        }

        blocks.Clear();
        used.Clear();
        Count = 0;
    }

    /// <summary>All values, in order; ends empty.</summary>
    public T[] ToArrayAndClear()
    {
        var all = GC.AllocateUninitializedArray<T>(Count);
        var next = 0;
        Drain(block =>
        {
            block.Span.CopyTo(all.AsSpan(next));
            next += block.Length;
        });
        return all;
    }
}

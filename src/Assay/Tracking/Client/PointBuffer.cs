namespace Assay.Tracking.Client;

/// <summary>Takes points from many threads at once; memory is bounded, and in the steady state nothing is allocated.</summary>
/// <remarks>
/// Sixteen shards, chosen by thread, each a chunk behind a lock that is held for one store: threads meet only by chance, and the thread
/// that writes takes whole chunks. When no chunk is left a caller waits for the disk, unless that is failing: then the point is dropped and counted.
/// </remarks>
internal sealed class PointBuffer
{
    private const int ShardCount = 16;
    private readonly Shard[] shards = [.. Enumerable.Range(0, ShardCount).Select(_ => new Shard())];
    private readonly object pool = new();
    private readonly Stack<PointChunk> free = new();
    private readonly long most;
    private long made;
    private long dropped;
    private bool failing;

    /// <param name="memoryLimit">Bytes all chunks together may take; at least two a shard are made.</param>
    internal PointBuffer(long memoryLimit)
    {
        most = Math.Max(memoryLimit / PointChunk.Bytes, ShardCount * 2);
        for (; made < Math.Min(64, most); made++)
        {
            free.Push(new PointChunk());
        }
    }

    /// <summary>Points that found no room since the last question.</summary>
    internal long TakeDropped() => Interlocked.Exchange(ref dropped, 0);

    /// <summary>Counts something that found no room.</summary>
    internal void Drop() => Interlocked.Increment(ref dropped);

    /// <summary>Says whether the disk takes nothing at present, so that nobody waits for it.</summary>
    internal void SetFailing(bool value)
    {
        lock (pool)
        {
            failing = value;
            Monitor.PulseAll(pool);
        }
    }

    internal void Add(in JournalPoint point)
    {
        var shard = shards[Environment.CurrentManagedThreadId & (ShardCount - 1)];
        PointChunk? spare = null;
        while (!shard.TryAdd(point, ref spare))
        {
            spare = Rent();
            if (spare is null)
            {
                Drop();
                return;
            }
        }

        // Another thread of the shard was faster with a chunk of its own.
        if (spare is not null)
        {
            Return([spare]);
        }
    }

    /// <summary>Takes all points there are.</summary>
    internal List<PointChunk> Take()
    {
        var taken = new List<PointChunk>();
        foreach (var shard in shards)
        {
            shard.Take(taken);
        }

        return taken;
    }

    /// <summary>Gives chunks back that are on disk.</summary>
    internal void Return(IEnumerable<PointChunk> chunks)
    {
        lock (pool)
        {
            foreach (var chunk in chunks)
            {
                chunk.Clear();
                free.Push(chunk);
            }

            Monitor.PulseAll(pool);
        }
    }

    private PointChunk? Rent()
    {
        lock (pool)
        {
            while (true)
            {
                if (free.TryPop(out var chunk))
                {
                    return chunk;
                }

                if (made < most)
                {
                    made++;
                    return new PointChunk();
                }

                if (failing)
                {
                    return null;
                }

                Monitor.Wait(pool);
            }
        }
    }

    private sealed class Shard
    {
        private readonly Lock gate = new();
        private readonly Queue<PointChunk> full = new(64);
        private PointChunk? current;

        internal bool TryAdd(in JournalPoint point, ref PointChunk? spare)
        {
            lock (gate)
            {
                if (current is null)
                {
                    if (spare is null)
                    {
                        return false;
                    }

                    (current, spare) = (spare, null);
                }

                current.Add(point);
                if (current.IsFull)
                {
                    full.Enqueue(current);
                    current = null;
                }

                return true;
            }
        }

        internal void Take(List<PointChunk> target)
        {
            lock (gate)
            {
                while (full.TryDequeue(out var chunk))
                {
                    target.Add(chunk);
                }

                if (current is { Count: > 0 })
                {
                    target.Add(current);
                    current = null;
                }
            }
        }
    }
}

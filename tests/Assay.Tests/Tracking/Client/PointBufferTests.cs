using Assay.Tracking.Client;

namespace Assay.Tests.Tracking.Client;

public class PointBufferTests
{
    [Fact]
    public void Keeps_the_points_of_one_thread_in_order()
    {
        var buffer = new PointBuffer(10 << 20);
        for (var i = 0; i < 10_000; i++)
        {
            buffer.Add(new JournalPoint(i, 0, 0, 0));
        }

        Assert.Equal(Enumerable.Range(0, 10_000).Select(i => (long)i), Steps(buffer.Take()));
    }

    [Fact]
    public void Many_threads_lose_nothing_while_another_takes()
    {
        var buffer = new PointBuffer(4 << 20);
        var taken = new List<long>();
        var writers = Enumerable.Range(0, 8).Select(writer => new Thread(() =>
        {
            for (var i = 0; i < 20_000; i++)
            {
                buffer.Add(new JournalPoint((writer * 20_000) + i, 0, 0, 0));
            }
        })).ToArray();
        foreach (var writer in writers)
        {
            writer.Start();
        }

        while (taken.Count < 160_000)
        {
            var chunks = buffer.Take();
            taken.AddRange(Steps(chunks));
            buffer.Return(chunks);
        }

        foreach (var writer in writers)
        {
            writer.Join();
        }

        Assert.Equal(160_000, taken.Distinct().Count());
        Assert.Equal(0, buffer.TakeDropped());
    }

    [Fact]
    public void Memory_is_bounded_and_the_lost_are_counted_while_the_disk_takes_nothing()
    {
        var buffer = new PointBuffer(0);
        buffer.SetFailing(true);
        for (var i = 0; i < 100_000; i++)
        {
            buffer.Add(new JournalPoint(i, 0, 0, 0));
        }

        var kept = Steps(buffer.Take());
        Assert.Equal(32 * PointChunk.Capacity, kept.Count);
        Assert.Equal(100_000 - kept.Count, buffer.TakeDropped());
        Assert.Equal(0, buffer.TakeDropped());
    }

    [Fact]
    public void Adding_allocates_nothing_once_the_chunks_are_there()
    {
        var buffer = new PointBuffer(64 << 20);
        void Fill()
        {
            for (var i = 0; i < 50_000; i++)
            {
                buffer.Add(new JournalPoint(i, 0, 0, 0));
            }
        }

        Fill();
        buffer.Return(buffer.Take());
        var before = GC.GetAllocatedBytesForCurrentThread();
        Fill();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static List<long> Steps(List<PointChunk> chunks)
    {
        var steps = new List<long>();
        foreach (var chunk in chunks)
        {
            foreach (var point in PointChunk.PointsOf(chunk.Payload.Span[1..]))
            {
                steps.Add(point.Step);
            }
        }

        return steps;
    }
}

using Assay.Tracking;
using Assay.Tracking.Points;

namespace Assay.Tests.Tracking;

public abstract partial class StoreContract
{
    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(600)]
    [InlineData(5000)]
    public void A_long_curve_comes_back_whatever_the_size_of_its_batches(int batch)
    {
        using var store = Open();
        var run = Remote(store, new RemoteRunStart("0"));
        var random = new Random(batch);
        var count = batch == 1 ? 1100 : 10_000;
        var points = Enumerable.Range(0, count).Select(i => new StoredPoint(i, 1_700_000_000_000 + (i * 1000) + random.Next(9), (float)random.NextDouble())).ToList();
        store.Database.Write(session =>
        {
            foreach (var part in points.Chunk(batch))
            {
                MetricTable.Append(session, run, "loss", [.. part]);
            }
        });
        Assert.Equal(points, store.Database.Read(session => MetricTable.Read(session, run, "loss")));
        Assert.Equal(points.Max(p => p.Value), store.Get(run).Metrics["loss"].Highest);
        store.Database.Write(session => MetricTable.Pack(session, run));
        Assert.Equal(points, store.Database.Read(session => MetricTable.Read(session, run, "loss")));
        Assert.Equal(0, store.Database.Read(session => session.Number("SELECT COUNT(*) FROM metric_tail")));
    }

    [Fact]
    public void A_curve_that_came_in_many_batches_lies_in_few_blocks()
    {
        using var store = Open();
        var run = Remote(store, new RemoteRunStart("0"));
        var points = Enumerable.Range(0, 12_000).Select(i => new StoredPoint(i, i * 10, i / 8.0)).ToList();
        store.Database.Write(session =>
        {
            foreach (var part in points.Chunk(40))
            {
                MetricTable.Append(session, run, "loss", [.. part]);
            }
        });
        var count = store.Database.Read(session => session.Number("SELECT COUNT(*) FROM metric_blocks"));
        Assert.InRange(count, 3, 3 * MetricTable.BlocksOfALevel);
        store.Database.Write(session => MetricTable.Pack(session, run));
        Assert.InRange(store.Database.Read(session => session.Number("SELECT COUNT(*) FROM metric_blocks")), 3, 5);
        Assert.Equal(points, store.Database.Read(session => MetricTable.Read(session, run, "loss")));
        store.Database.Write(session => MetricTable.Append(session, run, "loss", [new StoredPoint(12_000, 1, 1), points[77], points[^1]]));
        Assert.Equal([.. points, new StoredPoint(12_000, 1, 1)], store.Database.Read(session => MetricTable.Read(session, run, "loss")));
    }

    [Fact]
    public void The_same_point_again_is_left_out_wherever_it_lies()
    {
        using var store = Open();
        var run = Remote(store, new RemoteRunStart("0"));
        var points = Enumerable.Range(0, 3000).Select(i => new StoredPoint(i, i * 10, i % 7 == 0 ? double.NaN : i)).ToList();
        store.Database.Write(session =>
        {
            MetricTable.Append(session, run, "m", points);
            MetricTable.Append(session, run, "m", [new StoredPoint(3000, 1, 1), new StoredPoint(3000, 1, 1), points[5]]);
            MetricTable.Append(session, run, "m", [.. points[..500], new StoredPoint(5, 50, 5.5), new StoredPoint(3000, 1, 1)]);
        });
        var kept = store.Database.Read(session => MetricTable.Read(session, run, "m"));
        Assert.Equal([.. points, new StoredPoint(3000, 1, 1), new StoredPoint(5, 50, 5.5)], kept);
        Assert.Equal(3002, store.Get(run).Metrics["m"].Count);
    }

    [Fact]
    public void The_last_point_has_the_highest_step_then_time_then_value()
    {
        using var store = Open();
        var run = Remote(store, new RemoteRunStart("0"));
        StoredPoint[] points = [new(3, 3, 0.875), new(1, 9, 0.1), new(3, 3, 0.2), new(3, 3, 0.99), new(3, 3, double.NaN), new(2, long.MaxValue, 1)];
        store.Database.Write(session => MetricTable.Append(session, run, "m", [.. points]));
        Assert.Equal(0.99, store.Get(run).Metrics["m"].Last);
    }

    [Fact]
    public void Many_curves_grow_together()
    {
        using var store = Open();
        var run = Remote(store, new RemoteRunStart("0"));
        for (var step = 0; step < 3; step++)
        {
            var curves = Enumerable.Range(0, 75).ToDictionary(i => $"m{i}", i => new List<StoredPoint> { new(step, step, i + (step / 10.0)), new(0, 0, i) });
            store.Database.Write(session => MetricTable.Append(session, run, curves));
        }

        var metrics = store.Get(run).Metrics;
        Assert.Equal(75, metrics.Count);
        Assert.All(metrics, m => Assert.Equal((3L, 2L), (m.Value.Count, m.Value.Step)));
        Assert.Equal([new(0, 0, 42), new(1, 1, 42.1), new(2, 2, 42.2)], store.Database.Read(session => MetricTable.Read(session, run, "m42")));
    }
}

using Assay.Tests.Tracking;
using Assay.Tracking;
using Assay.Tracking.Points;

namespace Assay.Acceptance.Tracking;

/// <summary>The store in PostgreSQL keeps the promises of every store.</summary>
public class PostgresStoreTests(PostgresServer server) : StoreContract, IClassFixture<PostgresServer>
{
    private static readonly Comparer<StoredPoint> inOrder = Comparer<StoredPoint>.Create((a, b) => a.CompareInTime(b));

    private readonly string address = server.NewDatabase(made => Store.Open(made, clock: new ManualClock()).Dispose());

    protected override string ArtifactFolder => Room.In("artifacts");

    protected override Store Open() => Store.Open(address, ArtifactFolder, Clock);

    [Fact]
    public void A_server_that_was_restarted_is_used_again_and_nothing_acknowledged_is_lost()
    {
        using var store = Open();
        var run = store.Start(new RunStart());
        run.LogMetric("m", 1, 1);
        server.Crash();
        Assert.Equal("store.unreachable", Assert.Throws<AssayException>(() => run.LogMetric("m", 2, 2)).Code);
        run.LogMetric("m", 3, 3);
        Assert.Equal([1.0, 3.0], store.History(run.Id, "m").Select(p => p.Value));
        run.Finish();
    }

    [Fact]
    public async Task A_server_killed_under_load_loses_no_acknowledged_point_and_doubles_none()
    {
        const int Kills = 3;
        using var store = Open();
        var run = store.Start(new RunStart());
        var kills = 0;
        var points = await Task.WhenAll(Enumerable.Range(0, 4).Select(writer => Task.Run(async () =>
        {
            var step = 0;
            for (; Volatile.Read(ref kills) < Kills || step < 20; step++)
            {
                await KeepAsync(store, run.Id, new StoredPoint(step, writer, step * 0.5));
                if (writer == 0 && step % 20 == 19 && kills < Kills)
                {
                    server.Kill();
                    Interlocked.Increment(ref kills);
                }
            }

            return Enumerable.Range(0, step).Select(s => new StoredPoint(s, writer, s * 0.5));
        })));
        var kept = store.Database.Read(session => MetricTable.Read(session, run.Id, "m"));
        Assert.Equal(points.SelectMany(p => p).Order(inOrder), kept.Order(inOrder));
    }

    // Sent until it is acknowledged: a commit whose answer was lost may be there already.
    private static async Task KeepAsync(Store store, string run, StoredPoint point)
    {
        while (true)
        {
            try
            {
                await store.Commits.Record(session => MetricTable.Append(session, run, "m", point));
                return;
            }
            catch (AssayException error) when (error.Code == "store.unreachable")
            {
                await Task.Yield();
            }
        }
    }

    [Theory]
    [InlineData("postgres://nobody@localhost:1/db", "store.unreachable")]
    [InlineData("postgres://localhost/db?what=ever", "store.address")]
    public void An_address_that_leads_nowhere_is_explained(string wrong, string code) =>
        Assert.Equal(code, Assert.Throws<AssayException>(() => Store.Open(wrong)).Code);
}

using Assay.Tests.Tracking;
using Assay.Tracking;

namespace Assay.Acceptance.Tracking;

/// <summary>The store in PostgreSQL keeps the promises of every store.</summary>
public class PostgresStoreTests(PostgresServer server) : StoreContract, IClassFixture<PostgresServer>
{
    private readonly string address = server.NewDatabase();

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

    [Theory]
    [InlineData("postgres://nobody@localhost:1/db", "store.unreachable")]
    [InlineData("postgres://localhost/db?what=ever", "store.address")]
    public void An_address_that_leads_nowhere_is_explained(string wrong, string code) =>
        Assert.Equal(code, Assert.Throws<AssayException>(() => Store.Open(wrong)).Code);
}

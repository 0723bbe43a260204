using Assay.Tests.Tuning.Storage;
using Assay.Tracking;

namespace Assay.Acceptance.Tuning;

/// <summary>A study in PostgreSQL keeps the promises of every stored study.</summary>
public class PostgresStudyTests(PostgresServer server) : StudyContract, IClassFixture<PostgresServer>
{
    private readonly string address = server.NewDatabase();

    protected override Store Open() => Store.Open(address, Room.In("artifacts"));
}

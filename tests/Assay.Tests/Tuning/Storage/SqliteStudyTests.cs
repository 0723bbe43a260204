using Assay.Tracking;

namespace Assay.Tests.Tuning.Storage;

public class SqliteStudyTests : StudyContract
{
    protected override Store Open() => Store.Open(Room.In("assay.db"));
}

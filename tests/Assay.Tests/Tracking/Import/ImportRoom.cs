using Assay.Tracking;
using Assay.Tracking.Import;

namespace Assay.Tests.Tracking.Import;

/// <summary>A folder with a source to write and a store to import it into.</summary>
public abstract class ImportRoom : IDisposable
{
    protected TemporaryFolder Room { get; } = new();

    public void Dispose()
    {
        Room.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected ImportReport Import(string path, ImportOptions? options = null)
    {
        using var store = Open();
        return RunImport.Run(store, Room.In(path), options, TestContext.Current.CancellationToken);
    }

    private protected Store Open() => Store.Open($"sqlite:///{Room.In("store/assay.db")}");

    /// <summary>Everything the store holds, to compare before and after.</summary>
    private protected string Content()
    {
        using var store = Open();
        return string.Join('\n', store.List(new RunFilter { Nested = true, Limit = 1000 }).Runs.Select(run =>
            $"{run.Id} {run.Experiment} {run.Name} {run.ParentId} {run.Status} {run.Started:O} {run.Ended:O} {run.Error} "
            + string.Join(',', run.Parameters.Concat(run.Tags).Select(p => $"{p.Key}={p.Value}"))
            + string.Join(',', run.Metrics.Keys.SelectMany(k => store.History(run.Id, k)).Select(p => $"{p.Key}:{p.Step}:{p.Time:O}:{p.Value}"))
            + string.Join(',', store.Artifacts(run.Id).Select(a => $"{a.Name}:{a.Digest}")) + string.Join(',', run.Inputs)));
    }
}

namespace Assay.Tracking.Export;

/// <summary>The runs an export is about, read a page at a time and as often as needed.</summary>
internal sealed class ExportedRuns(Store store, ExportOptions options, CancellationToken cancellation)
{
    private const int PageSize = 500;

    internal Store Store => store;

    internal MetricDetail Detail => options.Metrics;

    /// <summary>Newest first, or as they were named.</summary>
    internal IEnumerable<RunRecord> All()
    {
        if (options.Runs.Count > 0)
        {
            foreach (var id in options.Runs)
            {
                cancellation.ThrowIfCancellationRequested();
                yield return store.Get(id);
            }

            yield break;
        }

        string? next = null;
        do
        {
            var page = store.List(new RunFilter { Experiment = options.Experiment, Nested = true, Limit = PageSize, After = next });
            foreach (var run in page.Runs)
            {
                cancellation.ThrowIfCancellationRequested();
                yield return run;
            }

            next = page.Next;
        }
        while (next is not null);
    }

    /// <summary>Who recorded a run; empty when nobody knows.</summary>
    internal string UserOf(RunRecord run) =>
        store.Database.Read(session => session.First("SELECT user_name FROM runs WHERE id = @id", row => row.GetString(0), ("@id", run.Id))) is { Length: > 0 } user
            ? user
            : run.Tags.GetValueOrDefault("mlflow.user", "");

    /// <summary>The tags of an experiment.</summary>
    internal Dictionary<string, string> ExperimentTags(long id) => store.Database.Read(session => session.Query(
        "SELECT key, value FROM experiment_tags WHERE experiment_id = @id ORDER BY key", row => (Key: row.GetString(0), Value: row.GetString(1)), ("@id", id))).ToDictionary(t => t.Key, t => t.Value);

    /// <summary>All points of a run, curve by curve.</summary>
    internal IEnumerable<MetricPoint> Points(RunRecord run) => run.Metrics.Keys.SelectMany(key => store.History(run.Id, key));
}

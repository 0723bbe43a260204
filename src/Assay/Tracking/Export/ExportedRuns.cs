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

    /// <summary>All points of a run, curve by curve.</summary>
    internal IEnumerable<MetricPoint> Points(RunRecord run) => run.Metrics.Keys.SelectMany(key => store.History(run.Id, key));
}

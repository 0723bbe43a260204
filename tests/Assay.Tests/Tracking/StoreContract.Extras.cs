using Assay.Tracking;
using Assay.Tracking.Points;

namespace Assay.Tests.Tracking;

public abstract partial class StoreContract
{
    [Theory]
    [InlineData("metrics.acc > 0.8 OR params.lr = '1'", "da")]
    [InlineData("NOT (tags.team LIKE 'b%' OR run_name = 'e')", "cb")]
    [InlineData("params.lr < 0.5", "cb")]
    [InlineData("params.lr >= 1 AND metrics.acc != 3", "a")]
    [InlineData("run_name IN ('a', 'c') AND status NOT IN ('interrupted')", "a")]
    [InlineData("status = 'interrupted' or tags.team RLIKE '^bl.{2,3}$'", "dca")]
    [InlineData("max(acc) > 0.7 AND best(metrics.acc) < 0.8", "c")]
    [InlineData("min(acc) = 0.5", "a")]
    [InlineData("tags.team NOT LIKE 'b%' and tags.team REGEXP 'e'", "c")]
    [InlineData("", "edcba")]
    public void The_own_language_knows_more_than_MLflows(string where, string expected)
    {
        using var store = Open();
        FillForSearch(store);
        Assert.Equal(expected, string.Concat(store.List(new RunFilter { Where = where }).Runs.Select(r => r.Name)));
    }

    [Theory]
    [InlineData("metrics.acc > ", "Expected a value at character 15 of the filter, found its end.")]
    [InlineData("metrics.acc = 'x'", "Expected a number at character 15 of the filter, found \"'x'\".")]
    [InlineData("(status = 'x'", "Expected a closing bracket at character 14 of the filter, found its end.")]
    [InlineData("status LIKE 'a' metrics.b > 1", "Expected AND, OR or the end at character 17 of the filter, found \"metrics.b > 1\".")]
    public void The_own_language_says_where_it_stopped(string where, string message)
    {
        using var store = Open();
        Assert.Equal($"store.filter: {message}", Assert.Throws<AssayException>(() => store.List(new RunFilter { Where = where })).Message);
    }

    [Fact]
    public void A_list_is_sorted_and_paged_by_the_callers_order()
    {
        using var store = Open();
        FillForSearch(store);
        var first = store.List(new RunFilter { OrderBy = ["metrics.acc DESC"], Limit = 2 });
        var second = store.List(new RunFilter { OrderBy = ["metrics.acc DESC"], Limit = 2, After = first.Next });
        Assert.Equal("dcab", string.Concat(first.Runs.Concat(second.Runs).Select(r => r.Name)));
        Assert.Equal("c", store.List(new RunFilter { OrderBy = ["run_name"], Status = RunStatus.Interrupted }).Runs.Single().Name);
    }

    [Fact]
    public void What_was_deleted_is_removed_for_good_when_asked()
    {
        using var store = Open();
        var id = store.Database.Write(session => ExperimentTable.Create(session, "e", ("r", null), Clock.Now.ToUnixTimeMilliseconds())).ToString();
        var parent = Remote(store, new RemoteRunStart("0"));
        var child = Remote(store, new RemoteRunStart("0") { Tags = [KeyValuePair.Create("mlflow.parentRunId", parent)] });
        var old = Remote(store, new RemoteRunStart(id));
        store.Database.Write(session =>
        {
            MetricTable.Append(session, parent, "m", [new StoredPoint(1, 1, 1)]);
            RemoteRuns.SetActive(session, parent, false, Clock.Now);
            ExperimentTable.SetActive(session, id, false, Clock.Now);
        });
        Assert.Equal((0, 0), store.RemoveDeleted(Clock.Now.AddSeconds(-1)));
        Assert.Equal((2, 1), store.RemoveDeleted());
        Assert.Null(store.Get(child).ParentId);
        Assert.Equal("store.run-missing", Code(() => store.Get(parent)));
        Assert.Equal("store.run-missing", Code(() => store.Get(old)));
        Assert.Equal(["Default"], store.Experiments().Select(e => e.Name));
        Assert.Equal(0, store.Database.Read(session => session.Number("SELECT COUNT(*) FROM metric_tail")));
    }

    [Fact]
    public void Samples_come_back_in_their_order()
    {
        using var store = Open();
        using var run = store.Start(new RunStart());
        RunSample[] samples = [.. Enumerable.Range(0, 2500).Select(i => new RunSample($"row {i}", "ja\"\n", i % 2 == 0 ? null : "nein", i % 3 == 0 ? double.NaN : i / 7.0))];
        run.LogSamples(samples[..2100], "test");
        run.LogSamples(samples[2100..], "test");
        Assert.Equal(samples, store.Samples(run.Id, "test"));
        Assert.Empty(store.Samples(run.Id));
    }

    [Fact]
    public void Views_are_kept_under_their_names()
    {
        using var store = Open();
        store.SaveView(new SavedView("good") { Where = "metrics.auc > 0.9" });
        store.SaveView(new SavedView("good") { Experiment = "loans", Where = "best(auc) > 0.9 OR params.lr < 1", OrderBy = ["metrics.auc DESC"], Columns = ["metrics.auc"] });
        var view = store.Views().Single();
        Assert.Equal(("loans", "best(auc) > 0.9 OR params.lr < 1", "metrics.auc DESC", "metrics.auc"), (view.Experiment, view.Where, view.OrderBy[0], view.Columns[0]));
        Assert.Equal("store.filter", Code(() => store.SaveView(new SavedView("bad") { Where = "nonsense" })));
        Assert.True(store.DeleteView("good"));
        Assert.False(store.DeleteView("good"));
    }

    [Fact]
    public void System_metrics_are_measured_until_disposed_of()
    {
        using var store = Open();
        using var run = store.Start(new RunStart());
        run.LogSystemMetrics(TimeSpan.FromHours(1)).Dispose();
        var metrics = store.Get(run.Id).Metrics;
        Assert.True(metrics["system/system_memory_usage_megabytes"].Last > 1);
        Assert.InRange(metrics["system/system_memory_usage_percentage"].Last, 0.0001, 100);
    }
}

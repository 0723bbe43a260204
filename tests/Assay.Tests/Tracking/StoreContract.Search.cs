using Assay.Tracking;
using Assay.Tracking.Points;
using Assay.Tracking.Search;

namespace Assay.Tests.Tracking;

public abstract partial class StoreContract
{
    [Theory]
    [InlineData("", "edcba")]
    [InlineData("metrics.acc > 0.5", "dc")]
    [InlineData("metrics.acc != 0.5 and params.lr LIKE '0.%'", "cb")]
    [InlineData("metrics.`acc` = 0", "b")]
    [InlineData("tags.team ILIKE 'BL%'", "da")]
    [InlineData("tags.team LIKE 'BL%'", "")]
    [InlineData("tags.team LIKE '%\\%'", "")]
    [InlineData("status = 'KILLED'", "c")]
    [InlineData("end_time < 100", "c")]
    [InlineData("run_name IN ('a')", "store.filter")]
    [InlineData("dataset.name NOT IN ('x') AND dataset.context = 'train'", "a")]
    public void Finds_runs_by_a_filter(string filter, string expected)
    {
        using var store = Open();
        FillForSearch(store);
        try
        {
            Assert.Equal(expected, Names(store, new RunQuery { Filter = RunGrammar.Instance.ReadFilter(filter) }));
        }
        catch (AssayException error)
        {
            Assert.Equal(expected, error.Code);
        }
    }

    [Theory]
    [InlineData("edcba")]
    [InlineData("abcde", "start_time")]
    [InlineData("acdbe", "metrics.acc")]
    [InlineData("dcabe", "metrics.acc DESC")]
    [InlineData("dcabe", "metrics.`acc` desc", "run_name")]
    [InlineData("adcbe", "tags.team DESC", "metrics.acc")]
    [InlineData("cbaed", "params.lr", "run_name DESC")]
    [InlineData("edcba", "metrics.absent")]
    [InlineData("dabec", "status DESC", "metrics.acc DESC")]
    public void Sorts_runs_and_pages_through_them(string expected, params string[] order)
    {
        using var store = Open();
        FillForSearch(store);
        var query = new RunQuery { Order = [.. order.Select(RunGrammar.Instance.ReadOrder)] };
        Assert.Equal(expected, Names(store, query));
        for (var size = 1; size <= 3; size++)
        {
            Assert.Equal(expected, PageThrough(store, query with { Limit = size }));
        }
    }

    [Fact]
    public void A_run_added_between_two_pages_shifts_nothing()
    {
        using var store = Open();
        FillForSearch(store);
        var query = new RunQuery { Order = [RunGrammar.Instance.ReadOrder("metrics.acc DESC")], Limit = 2 };
        var (ids, next) = store.Database.Read(session => RunSearch.Find(session, query));
        var late = Remote(store, new RemoteRunStart("0") { Name = "late" });
        store.Database.Write(session => MetricTable.Append(session, late, "acc", [new StoredPoint(0, 0, 99)]));
        Assert.Equal("dc" + "abe", string.Concat(ids.Select(id => store.Get(id).Name))
            + PageThrough(store, query with { After = PageToken.Read(next) }).Replace("late", "", StringComparison.Ordinal));
    }

    [Fact]
    public void Deleted_runs_are_found_only_when_asked_for()
    {
        using var store = Open();
        FillForSearch(store);
        var gone = store.List().Runs.Single(r => r.Name == "c").Id;
        store.Database.Write(session => RemoteRuns.SetActive(session, gone, false, Clock.Now));
        IReadOnlyList<SearchOrder> order = [RunGrammar.Instance.ReadOrder("metrics.acc")];
        Assert.Equal("adbe", Names(store, new RunQuery { Order = order }));
        Assert.Equal("c", Names(store, new RunQuery { Order = order, View = LifecycleView.Deleted }));
        Assert.Equal("acdbe", Names(store, new RunQuery { Order = order, View = LifecycleView.All }));
        Assert.Equal("", Names(store, new RunQuery { Order = order, Experiments = [99] }));
    }

    [Fact]
    public void Finds_experiments_and_pages_through_them()
    {
        using var store = Open();
        foreach (var name in (string[])["apple", "Apple pie", "cherry_1"])
        {
            Clock.Pass(1);
            store.Database.Write(session =>
            {
                var id = ExperimentTable.Create(session, name, ("mlflow-artifacts:/", null), Clock.Now.ToUnixTimeMilliseconds());
                ExperimentTable.SetTag(session, id, "length", name.Length.ToString());
            });
        }

        string Found(string filter, params string[] order)
        {
            var (found, token) = (new List<string>(), (string?)"");
            while (token is not null)
            {
                var query = new ExperimentQuery
                {
                    Filter = ExperimentGrammar.Instance.ReadFilter(filter),
                    Order = [.. order.Select(ExperimentGrammar.Instance.ReadOrder)],
                    Limit = 1,
                    After = PageToken.Read(token),
                };
                (var page, token) = store.Database.Read(session => ExperimentSearch.Find(session, query));
                found.AddRange(page.Select(e => e.Name));
            }

            return string.Join(", ", found);
        }

        Assert.Equal("cherry_1, Apple pie, apple, Default", Found(""));
        Assert.Equal("Apple pie, apple", Found("name ILIKE 'APP%'"));
        Assert.Equal("Apple pie, Default, apple, cherry_1", Found("", "name"));
        Assert.Equal("cherry_1", Found("tags.length = '8' AND creation_time > 0", "last_update_time DESC"));
    }

    // Five runs a to e, begun in this order; b has NaN, e no metric at all.
    private void FillForSearch(Store store)
    {
        (string Name, double? Accuracy, string? Rate, string? Team)[] runs =
            [("a", 0.5, "1", "blue"), ("b", double.NaN, "0.2", null), ("c", 0.75, "0.1", "Green"), ("d", 0.9, null, "black"), ("e", null, null, null)];
        foreach (var (name, accuracy, rate, team) in runs)
        {
            var run = Remote(store, new RemoteRunStart("0") { Name = name, Started = name[0] });
            store.Database.Write(session =>
            {
                if (accuracy is { } value)
                {
                    MetricTable.Append(session, run, "acc", [new StoredPoint(0, 0, value)]);
                }

                if (rate is not null)
                {
                    RemoteRuns.AddParameter(session, run, "lr", rate);
                }

                if (team is not null)
                {
                    RemoteRuns.SetTag(session, run, "team", team);
                }
            });
            store.Database.Write(session =>
            {
                if (name == "c")
                {
                    RemoteRuns.Update(session, run, (RunStatus.Interrupted, 50, null));
                }

                if (name == "a")
                {
                    RemoteRuns.AddInput(session, run, new StoredInput("rows", "d") { Tags = [KeyValuePair.Create("mlflow.data.context", "train")] });
                }
            });
        }
    }

    private static string Names(Store store, RunQuery query) =>
        string.Concat(store.Database.Read(session => StoredRunReader.Load(session, RunSearch.Find(session, query).Ids)).Select(r => r.Name));

    private static string PageThrough(Store store, RunQuery query)
    {
        var found = "";
        for (string? next = query.After.Write(); next is not null;)
        {
            var page = query with { After = PageToken.Read(next) };
            found += Names(store, page);
            next = store.Database.Read(session => RunSearch.Find(session, page)).Next;
        }

        return found;
    }
}

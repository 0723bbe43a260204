using Assay.Tracking;
using CsCheck;

namespace Assay.Tests.Tracking;

/// <summary>What every kind of store must do; a new kind derives from this class and opens its own.</summary>
public abstract partial class StoreContract : IDisposable
{
    protected TemporaryFolder Room { get; } = new();

    protected ManualClock Clock { get; } = new();

    /// <summary>Where the store keeps files.</summary>
    protected abstract string ArtifactFolder { get; }

    /// <summary>Opens the same store each time.</summary>
    protected abstract Store Open();

    [Fact]
    public void Keeps_all_that_is_known_at_the_start()
    {
        using var store = Open();
        var environment = new RunEnvironment { Assay = "1.2", Processors = 2, Packages = new Dictionary<string, string> { ["A"] = "1" } };
        using var run = store.Start(new RunStart
        {
            Experiment = "loans",
            Name = "first",
            Seed = ulong.MaxValue,
            Threads = 2,
            Command = ["develop", "my loans.csv", "--target", "default"],
            Code = new CodeVersion("abc", "main", "def") { Untracked = ["new file.cs"], Patch = "+1" },
            Environment = environment,
            First = new RunBatch { Parameters = new Dictionary<string, string> { ["margin"] = "0.002" } },
        });
        Clock.Pass(2.5);
        run.Finish();

        var read = store.Get(run.Id);
        Assert.Equal(("loans", "first", RunStatus.Finished), (read.Experiment, read.Name, read.Status));
        Assert.Equal(ulong.MaxValue, read.Seed);
        Assert.Equal(2, read.Threads);
        Assert.Equal(["develop", "my loans.csv", "--target", "default"], read.Command);
        Assert.Equal(("abc", "main", "def"), (read.Code!.Commit, read.Code.Branch, read.Code.PatchDigest));
        Assert.Equal(["new file.cs"], read.Code.Untracked);
        Assert.Equal("1", read.Environment!.Packages["A"]);
        Assert.Equal("0.002", read.Parameters["margin"]);
        Assert.Equal(TimeSpan.FromSeconds(2.5), read.Ended - read.Started);
        Assert.Equal("+1"u8.ToArray(), store.ReadArtifact(run.Id, "code/changes.patch"));
        Assert.Contains(store.Experiments(), e => e.Name == "loans" && e.Id > 0);
    }

    [Fact]
    public void Gives_back_every_point_in_the_order_it_came()
    {
        using var store = Open();
        Gen.Select(Gen.Double, Gen.Long, Gen.Int[0, 2].Select(i => new[] { "loss", "Verlust %", "x" }[i])).List[0, 30].Sample(
            list =>
            {
                using var run = store.Start(new RunStart());
                run.LogMetrics([.. list.Select(p => new MetricPoint(p.Item3, p.Item1, p.Item2))]);
                run.Finish();
                foreach (var group in list.GroupBy(p => p.Item3))
                {
                    var expected = group.Select(p => (p.Item1, p.Item2)).ToArray();
                    var history = store.History(run.Id, group.Key);
                    Assert.Equal(expected, history.Select(p => (p.Value, p.Step)).ToArray());
                    var last = group.OrderBy(p => p.Item2).ThenBy(p => p.Item1).Last();
                    var numbers = group.Where(p => !double.IsNaN(p.Item1)).Select(p => p.Item1).DefaultIfEmpty(double.NaN).ToArray();
                    Assert.Equal(
                        new MetricSummary(last.Item1, last.Item2, numbers.Min(), numbers.Max(), expected.Length),
                        store.Get(run.Id).Metrics[group.Key]);
                }
            },
            iter: 60,
            threads: 1);
    }

    [Fact]
    public void Keeps_NaN_and_both_infinities()
    {
        using var store = Open();
        using var run = store.Start(new RunStart());
        double[] values = [double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.Epsilon, double.MaxValue, -1.5];
        run.LogMetrics([.. values.Select((v, i) => new MetricPoint("m", v, i))]);
        Assert.Equal(values, store.History(run.Id, "m").Select(p => p.Value));
        Assert.Equal(double.NegativeInfinity, store.Get(run.Id).Metrics["m"].Lowest);
        run.LogMetric("none", double.NaN);
        Assert.Equal(double.NaN, store.Get(run.Id).Metrics["none"].Highest);
    }

    [Fact]
    public void A_parameter_is_written_once()
    {
        using var store = Open();
        using var run = store.Start(new RunStart());
        run.LogParameter("depth", "3");
        run.LogParameter("depth", "3");
        var error = Assert.Throws<AssayException>(() => run.LogParameter("depth", "4"));
        Assert.Equal("store.parameter-changed", error.Code);
        Assert.Equal("3", store.Get(run.Id).Parameters["depth"]);
    }

    [Fact]
    public void A_batch_is_kept_whole_or_not_at_all()
    {
        using var store = Open();
        using var run = store.Start(new RunStart());
        run.LogParameter("b", "1");
        Assert.Throws<AssayException>(() => run.Log(new RunBatch
        {
            Tags = new Dictionary<string, string> { ["t"] = "1" },
            Metrics = [new MetricPoint("m", 1)],
            Parameters = new Dictionary<string, string> { ["a"] = "1", ["b"] = "2" },
        }));
        var read = store.Get(run.Id);
        Assert.Equal(["b"], read.Parameters.Keys);
        Assert.Empty(read.Tags);
        Assert.Empty(read.Metrics);
    }

    [Fact]
    public void A_later_tag_takes_the_place_of_the_earlier()
    {
        using var store = Open();
        using var run = store.Start(new RunStart());
        run.LogTag("stage", "one");
        run.LogTag("stage", "two");
        Assert.Equal("two", store.Get(run.Id).Tags["stage"]);
    }

    [Fact]
    public void Texts_come_back_as_they_were_but_for_what_no_database_keeps()
    {
        using var store = Open();
        using var run = store.Start(new RunStart { Name = "a'b\"; DROP TABLE runs; --" });
        run.LogParameter("émoji 😀", "line\nline\t\0|\ud800|");
        var read = store.Get(run.Id);
        Assert.Equal("a'b\"; DROP TABLE runs; --", read.Name);
        Assert.Equal("line\nline\t\uFFFD|\uFFFD|", read.Parameters["émoji 😀"]);
    }

    [Fact]
    public void Nested_runs_keep_their_parent_at_any_depth()
    {
        using var store = Open();
        using var root = store.Start(new RunStart { Experiment = "e", Name = "root" });
        using var child = root.Child("child");
        using var grandchild = child.Child("grandchild");
        Assert.Equal([child.Id], store.Children(root.Id).Select(r => r.Id));
        Assert.Equal((child.Id, "e"), (store.Get(grandchild.Id).ParentId, store.Get(grandchild.Id).Experiment));
        Assert.Equal([root.Id], store.List().Runs.Select(r => r.Id));
        Assert.Equal(3, store.List(new RunFilter { Nested = true }).Runs.Count);
    }

    [Fact]
    public void Pages_hold_each_run_once_though_others_begin_meanwhile()
    {
        using var store = Open();
        var begun = new List<string>();
        for (var i = 0; i < 23; i++)
        {
            using var run = store.Start(new RunStart { Name = $"run {i}" });
            begun.Add(run.Id);
            run.LogMetric("i", i);
            run.Finish();
            Clock.Pass(i % 3 == 0 ? 1 : 0);
        }

        var seen = new List<RunRecord>();
        var filter = new RunFilter { Limit = 5 };
        do
        {
            var page = store.List(filter);
            seen.AddRange(page.Runs);
            filter = filter with { After = page.Next };
            using var late = store.Start(new RunStart { Name = "late" });
            late.Finish();
        }
        while (filter.After is not null);

        Assert.Equal(begun.AsEnumerable().Reverse(), seen.Select(r => r.Id));
        Assert.All(seen, r => Assert.Equal($"run {r.Metrics["i"].Last}", r.Name));
    }

    [Fact]
    public void Lists_by_experiment_and_status()
    {
        using var store = Open();
        using var good = store.Start(new RunStart { Experiment = "a" });
        using var bad = store.Start(new RunStart { Experiment = "a" });
        using var other = store.Start(new RunStart { Experiment = "b" });
        good.Finish();
        bad.Fail(new InvalidOperationException("out of luck"));
        Assert.Equal([bad.Id, good.Id], store.List(new RunFilter { Experiment = "a" }).Runs.Select(r => r.Id));
        Assert.Equal([bad.Id], store.List(new RunFilter { Experiment = "a", Status = RunStatus.Failed }).Runs.Select(r => r.Id));
        Assert.Empty(store.List(new RunFilter { Experiment = "none" }).Runs);
        Assert.StartsWith("out of luck", store.Get(bad.Id).Error);
    }

    [Fact]
    public void Finds_a_run_by_the_beginning_of_its_id_and_names_those_that_fit()
    {
        using var store = Open();
        using var first = store.Start(new RunStart { Name = "early" });
        Clock.Pass(100_000);
        using var second = store.Start(new RunStart { Name = "second" });
        using var third = store.Start(new RunStart { Name = "third" });
        Assert.Equal(first.Id, store.Get(first.Id[..10]).Id);
        Assert.Equal(third.Id, store.Get("latest").Id);
        var error = Assert.Throws<AssayException>(() => store.Get(second.Id[..12]));
        Assert.Equal("store.run-ambiguous", error.Code);
        Assert.Contains(second.Id, error.Message);
        Assert.Contains("(third)", error.Message);
        Assert.Equal("store.run-missing", Assert.Throws<AssayException>(() => store.Get("ffff")).Code);
        Assert.Equal("store.run-missing", Assert.Throws<AssayException>(() => store.Get("")).Code);
        Assert.Equal("store.run-missing", Assert.Throws<AssayException>(() => store.Get("%")).Code);
    }

    [Fact]
    public void Inputs_come_back_in_order_and_equal_data_is_kept_once()
    {
        using var store = Open();
        using var first = store.Start(new RunStart());
        using var second = store.Start(new RunStart());
        var loans = new RunInput("loans.csv", "aa11") { Source = "/data/loans.csv", Rows = 10, Schema = "[]", Profile = "{}" };
        first.LogInput(loans);
        first.LogInput(new RunInput("folds.csv", "bb22") { Context = "folds" });
        second.LogInput(loans with { Context = "test" });
        Assert.Equal([loans, new RunInput("folds.csv", "bb22") { Context = "folds" }], store.Get(first.Id).Inputs);
        Assert.Equal([loans with { Context = "test" }], store.Get(second.Id).Inputs);
    }

    [Fact]
    public void Artifacts_come_back_and_equal_content_is_kept_once()
    {
        using var store = Open();
        using var run = store.Start(new RunStart());
        run.LogText("b/text.txt", "hello");
        run.LogText("a.txt", "hello");
        run.LogDocument("options.json", new Dictionary<string, double> { ["margin"] = double.NaN });
        run.LogText("a.txt", "replaced");
        var artifacts = store.Artifacts(run.Id);
        Assert.Equal(["a.txt", "b/text.txt", "options.json"], artifacts.Select(a => a.Name));
        Assert.Equal(5, artifacts[1].Bytes);
        Assert.Equal("replaced"u8.ToArray(), store.ReadArtifact(run.Id, "a.txt"));
        Assert.Equal(double.NaN, store.ReadDocument<Dictionary<string, double>>(run.Id, "options.json")["margin"]);
        var copy = new MemoryStream();
        store.CopyArtifact(run.Id, "b/text.txt", copy);
        Assert.Equal("hello"u8.ToArray(), copy.ToArray());
        var error = Assert.Throws<AssayException>(() => store.ReadArtifact(run.Id, "option.json"));
        Assert.Equal("store.artifact-missing", error.Code);
        Assert.Contains("options.json", error.Message);
    }

    [Theory]
    [InlineData("../up")]
    [InlineData("/root")]
    [InlineData("a//b")]
    [InlineData("a/../b")]
    [InlineData("a\\b")]
    [InlineData("C:x")]
    [InlineData("new\nline")]
    [InlineData("")]
    [InlineData(".")]
    public void Refuses_names_that_are_paths(string name)
    {
        using var store = Open();
        using var run = store.Start(new RunStart());
        Assert.Equal("store.artifact-name", Assert.Throws<AssayException>(() => run.LogText(name, "")).Code);
    }

    [Fact]
    public void An_ended_run_takes_nothing_more_and_a_run_left_open_is_interrupted()
    {
        using var store = Open();
        var left = store.Start(new RunStart());
        left.Dispose();
        left.Dispose();
        Assert.Equal(RunStatus.Interrupted, store.Get(left.Id).Status);
        Assert.Equal("store.run-ended", Assert.Throws<AssayException>(() => left.LogMetric("m", 1)).Code);
        Assert.Equal("store.run-ended", Assert.Throws<AssayException>(() => left.LogText("m", "")).Code);
        Assert.Equal("store.run-ended", Assert.Throws<AssayException>(() => left.Child("m")).Code);
        Assert.Equal("store.run-ended", Assert.Throws<AssayException>(left.Finish).Code);
    }

    [Fact]
    public void An_interrupted_run_is_resumed_with_what_it_had()
    {
        string id;
        using (var store = Open())
        {
            using var run = store.Start(new RunStart());
            id = run.Id;
            run.LogMetric("m", 1, 1);
            run.Interrupt("Ctrl-C");
        }

        using var again = Open();
        using var resumed = again.Resume(id);
        resumed.LogMetric("m", 2, 2);
        Assert.Equal((RunStatus.Running, null), (again.Get(id).Status, again.Get(id).Error));
        resumed.Finish();
        Assert.Equal([1.0, 2.0], again.History(id, "m").Select(p => p.Value));
        Assert.Equal("store.run-not-resumable", Assert.Throws<AssayException>(() => again.Resume(id)).Code);
    }

    [Fact]
    public void Deleting_takes_parts_and_files_but_not_what_others_hold()
    {
        using var store = Open();
        using var doomed = store.Start(new RunStart());
        using var part = doomed.Child("part");
        using var other = store.Start(new RunStart());
        doomed.LogText("shared", "shared");
        part.LogText("own", "only here");
        other.LogText("shared", "shared");
        part.LogMetric("m", 1);
        doomed.LogInput(new RunInput("d", "11"));
        Assert.Equal("store.run-active", Assert.Throws<AssayException>(() => store.Delete(doomed.Id)).Code);
        part.Finish();
        doomed.Finish();
        store.Delete(doomed.Id);
        Assert.Equal([other.Id], store.List(new RunFilter { Nested = true }).Runs.Select(r => r.Id));
        Assert.Equal("shared"u8.ToArray(), store.ReadArtifact(other.Id, "shared"));
        Assert.Empty(store.History(part.Id, "m"));
        Assert.Single(Directory.EnumerateFiles(ArtifactFolder, "*", SearchOption.AllDirectories));
        Assert.Equal("store.run-missing", Assert.Throws<AssayException>(() => store.Delete(doomed.Id)).Code);
    }

    [Fact]
    public void Deleting_clears_what_dead_processes_left_but_not_what_is_being_written()
    {
        using var store = Open();
        var run = store.Start(new RunStart());
        run.LogText("a", "");
        run.Finish();
        foreach (var (name, hours) in ((string, int)[])[(".object.new-dead", -25), (".object.new-alive", -1)])
        {
            var path = Path.Combine(ArtifactFolder, name);
            File.WriteAllText(path, "");
            File.SetLastWriteTimeUtc(path, Clock.Now.UtcDateTime.AddHours(hours));
        }

        store.Delete(run.Id);
        Assert.Equal([".object.new-alive"], Directory.EnumerateFiles(ArtifactFolder).Select(p => Path.GetFileName(p)));
    }

    [Fact]
    public void Many_threads_write_at_once()
    {
        using var store = Open();
        using var root = store.Start(new RunStart());
        Parallel.For(0, 8, i =>
        {
            using var child = root.Child($"fold {i}");
            for (var step = 0; step < 5; step++)
            {
                child.LogMetric("loss", step * i, step);
                root.LogMetric("all", i, step);
            }

            child.Finish();
        });
        Assert.Equal(40, store.Get(root.Id).Metrics["all"].Count);
        Assert.All(store.Children(root.Id), r => Assert.Equal((RunStatus.Finished, 5), (r.Status, r.Metrics["loss"].Count)));
    }

    [Fact]
    public void Two_connections_write_at_once()
    {
        using var first = Open();
        using var second = Open();
        using var one = first.Start(new RunStart { Experiment = "same" });
        using var two = second.Start(new RunStart { Experiment = "same" });
        Parallel.Invoke(
            () => Enumerable.Range(0, 30).ToList().ForEach(i => one.LogMetric("m", i, i)),
            () => Enumerable.Range(0, 30).ToList().ForEach(i => two.LogMetric("m", i, i)));
        Assert.Equal(30, second.History(one.Id, "m").Count);
        Assert.Equal(30, first.History(two.Id, "m").Count);
        Assert.Single(first.Experiments(), e => e.Name == "same");
    }

    [Fact]
    public void Ids_rise_even_when_the_clock_stands_or_goes_back()
    {
        using var store = Open();
        var ids = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            using var run = store.Start(new RunStart());
            ids.Add(run.Id);
            Clock.Pass(-1);
        }

        Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
        Assert.All(ids, id => Assert.Matches("^[0-9a-f]{32}$", id));
    }

    public void Dispose()
    {
        Room.Dispose();
        GC.SuppressFinalize(this);
    }
}

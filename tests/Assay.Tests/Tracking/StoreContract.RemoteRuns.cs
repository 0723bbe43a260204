using Assay.Tracking;
using Assay.Tracking.Points;

namespace Assay.Tests.Tracking;

public abstract partial class StoreContract
{
    [Fact]
    public void The_default_experiment_is_there_from_the_start()
    {
        using var store = Open();
        var experiment = store.Database.Read(session => ExperimentTable.Get(session, "0"));
        Assert.Equal(("Default", "mlflow-artifacts:/0", true), (experiment.Name, experiment.ArtifactLocation, experiment.IsActive));
        Assert.Equal(Clock.Now.ToUnixTimeMilliseconds(), experiment.Created);
    }

    [Fact]
    public void Experiments_are_made_renamed_deleted_and_restored_with_their_runs()
    {
        using var store = Open();
        var id = store.Database.Write(session => ExperimentTable.Create(session, "e", ("mlflow-artifacts:/", null), Clock.Now.ToUnixTimeMilliseconds())).ToString();
        var run = Remote(store, new RemoteRunStart(id));
        Clock.Pass(1);
        store.Database.Write(session => ExperimentTable.Rename(session, id, "f", Clock.Now));
        Assert.Equal("store.experiment-exists", Code(() => store.Database.Write(s => ExperimentTable.Create(s, "f", ("r", null), Clock.Now.ToUnixTimeMilliseconds()))));
        Assert.Equal("store.experiment-name-taken", Code(() => store.Database.Write(s => ExperimentTable.Rename(s, id, "Default", Clock.Now))));

        store.Database.Write(session => ExperimentTable.SetActive(session, id, false, Clock.Now));
        Assert.False(store.Database.Read(session => ExperimentTable.Named(session, "f")).IsActive);
        Assert.False(store.Database.Read(session => StoredRunReader.Get(session, run)).IsActive);
        Assert.Equal("store.experiment-deleted", Code(() => Remote(store, new RemoteRunStart(id))));
        Assert.Equal("store.experiment-missing", Code(() => store.Database.Write(s => ExperimentTable.SetActive(s, id, false, Clock.Now))));

        store.Database.Write(session => ExperimentTable.SetActive(session, id, true, Clock.Now));
        Assert.True(store.Database.Read(session => StoredRunReader.Get(session, run)).IsActive);
        Assert.Equal("store.experiment-missing", Code(() => store.Database.Read(s => ExperimentTable.Get(s, "not a number"))));
    }

    [Fact]
    public void What_a_client_sends_of_a_run_comes_back()
    {
        using var store = Open();
        var parent = Remote(store, new RemoteRunStart("0") { Name = "parent" });
        var run = Remote(store, new RemoteRunStart("0")
        {
            Name = "child",
            User = "ann",
            Started = 1700000000000,
            Tags = [KeyValuePair.Create("team", "blue"), KeyValuePair.Create("mlflow.parentRunId", parent)],
        });
        store.Database.Write(session =>
        {
            RemoteRuns.AddParameter(session, run, "lr", "0.1");
            MetricTable.Append(session, run, "loss", [new StoredPoint(1, 5, 0.5), new StoredPoint(2, 4, 0.25)]);
            RemoteRuns.AddInput(session, run, new StoredInput("rows", "d1") { SourceType = "local", Source = "{}", Tags = [KeyValuePair.Create("mlflow.data.context", "train")] });
            RemoteRuns.AddInput(session, run, new StoredInput("rows", "d1") { Source = "elsewhere", Tags = [KeyValuePair.Create("again", "1")] });
            RemoteRuns.AddModel(session, run, new ModelLink("m-1", IsOutput: true, Step: 3));
            RemoteRuns.Update(session, run, (RunStatus.Failed, 1700000000009, null));
        });

        var read = store.Database.Read(session => StoredRunReader.Get(session, run));
        Assert.Equal(("child", "ann", RunStatus.Failed, 1700000000000, 1700000000009L), (read.Name, read.User, read.Status, read.Started, read.Ended));
        Assert.Equal($"mlflow-artifacts:/0/{run}/artifacts", read.ArtifactUri);
        Assert.Equal(["mlflow.parentRunId", "mlflow.runName", "team"], read.Tags.Select(t => t.Key));
        Assert.Equal([KeyValuePair.Create("lr", "0.1")], read.Parameters);
        Assert.Equal([new StoredMetric("loss", new StoredPoint(2, 4, 0.25))], read.Metrics);
        Assert.Equal(["mlflow.data.context"], read.Inputs.Single().Tags.Select(t => t.Key));
        Assert.Equal([new ModelLink("m-1", true, 3)], read.Models);

        // The same run as everyone else sees it.
        var own = store.Get(run);
        Assert.Equal((parent, RunStatus.Failed, 0.25), (own.ParentId, own.Status, own.Metrics["loss"].Last));
        Assert.Equal(["team"], own.Tags.Keys);
        Assert.Equal([run], store.Children(parent).Select(r => r.Id));
    }

    [Fact]
    public void A_run_of_this_program_is_seen_by_clients()
    {
        using var store = Open();
        using var run = store.Start(new RunStart { Experiment = "loans", Name = "first" });
        using var child = run.Child("second");
        child.LogMetric("auc", 0.75, 2);
        child.LogInput(new RunInput("loans.csv", "abc") { Context = "test" });
        child.Interrupt("stopped");
        var read = store.Database.Read(session => StoredRunReader.Get(session, child.Id));
        Assert.Equal((RunStatus.Interrupted, "second"), (read.Status, read.Name));
        Assert.Equal([KeyValuePair.Create("mlflow.parentRunId", run.Id), KeyValuePair.Create("mlflow.runName", "second")], read.Tags);
        Assert.Equal("test", read.Inputs.Single().Tags.Single().Value);
    }

    [Fact]
    public void A_run_cannot_become_a_part_of_its_own_part()
    {
        using var store = Open();
        var first = Remote(store, new RemoteRunStart("0"));
        var second = Remote(store, new RemoteRunStart("0") { Tags = [KeyValuePair.Create("mlflow.parentRunId", first)] });
        store.Database.Write(session =>
        {
            RemoteRuns.SetTag(session, first, "mlflow.parentRunId", second);
            RemoteRuns.SetTag(session, first, "mlflow.parentRunId", first);
        });
        Assert.Null(store.Get(first).ParentId);
        Assert.Equal(first, store.Get(second).ParentId);
        Assert.Equal("store.run-active", Code(() => store.Delete(first)));
        Assert.Equal([first, second], store.WithParts(first).Select(r => r.Id));
        store.DeleteEvenRunning(first);
        Assert.Equal("store.run-missing", Code(() => store.Get(second)));
    }

    [Fact]
    public void A_name_with_a_NUL_is_looked_for_and_not_found()
    {
        using var store = Open();
        Assert.Equal("store.run-missing", Code(() => store.Database.Write(session => RemoteRuns.CheckActive(session, "\uFFFD\0"))));
        Assert.Empty(store.List(new RunFilter { Where = "tags.team IN ('a\0b')" }).Runs);
    }

    [Fact]
    public void A_file_and_a_folder_cannot_have_one_name()
    {
        using var store = Open();
        using var run = store.Start(new RunStart());
        run.LogText("a.txt", "1");
        run.LogText("a.txt", "2");
        run.LogText("d/x", "3");
        Assert.Equal("store.artifact-name", Code(() => run.LogText("a.txt/x", "4")));
        Assert.Equal("store.artifact-name", Code(() => run.LogText("d", "5")));
        Assert.Equal(["a.txt", "d/x"], store.Artifacts(run.Id).Select(a => a.Name));
    }

    [Fact]
    public void A_deleted_run_takes_nothing_until_it_is_restored()
    {
        using var store = Open();
        var run = Remote(store, new RemoteRunStart("0"));
        store.Database.Write(session => RemoteRuns.SetActive(session, run, false, Clock.Now));
        Assert.Equal("store.run-deleted", Code(() => store.Database.Read(session => { RemoteRuns.CheckActive(session, run); return 0; })));
        Assert.Empty(store.List().Runs);
        store.Database.Write(session => RemoteRuns.SetActive(session, run, true, Clock.Now));
        store.Database.Read(session => { RemoteRuns.CheckActive(session, run); return 0; });
        Assert.Equal("store.run-missing", Code(() => store.Database.Write(session => RemoteRuns.SetActive(session, "x", true, Clock.Now))));
    }

    [Fact]
    public void A_client_that_fell_silent_leaves_its_run_running()
    {
        string run;
        using (var store = Open())
        {
            run = Remote(store, new RemoteRunStart("0"));
        }

        using var again = Open();
        Assert.Equal(RunStatus.Running, again.Get(run).Status);
    }

    private static string Remote(Store store, RemoteRunStart start)
    {
        var id = store.NewId();
        store.Database.Write(session => RemoteRuns.Create(session, id, start, store.NewName));
        return id;
    }

    private static string Code(Action work) => Assert.Throws<AssayException>(work).Code;
}

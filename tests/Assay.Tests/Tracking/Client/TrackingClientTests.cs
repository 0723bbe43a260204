using Assay.Tracking;
using Assay.Tracking.Client;

namespace Assay.Tests.Tracking.Client;

public sealed class TrackingClientTests : IDisposable
{
    // Nobody listens on the port of the discard protocol.
    private const string Nobody = "http://127.0.0.1:9";
    private readonly TemporaryFolder room = new();
    private readonly List<string> warnings = [];

    private string Target => $"sqlite:///{room.In("assay.db")}";

    private TrackingClientOptions Options => new() { Journals = room.In("journals"), Warn = Warn };

    [Fact]
    public void Everything_logged_is_in_the_store_and_the_journal_is_gone()
    {
        string id;
        string part;
        using (var client = TrackingClient.Open(Target, Options))
        {
            using var run = client.Start(new RunStart
            {
                Experiment = "loans",
                Name = "first",
                Seed = 7,
                Command = ["train"],
                First = new RunBatch { Parameters = new Dictionary<string, string> { ["margin"] = "0.1" } },
                Code = new CodeVersion("abc", "main", "def") { Patch = "+1" },
            });
            id = run.Id;
            run.LogParameter("depth", "3");
            run.LogTag("team", "a");
            run.LogTag("team", "b");
            run.LogText("notes/a.txt", "all well");
            for (var step = 0; step < 5000; step++)
            {
                run.LogMetric("loss", 1.0 / (step + 1), step);
            }

            using (var child = run.Child("fold-1"))
            {
                part = child.Id;
                child.LogMetric("loss", double.NaN);
                child.Fail("no luck");
            }

            run.Finish();
        }

        using var store = Store.OpenExisting(Target);
        var read = store.Get(id);
        Assert.Equal(("loans", "first", RunStatus.Finished, 7ul), (read.Experiment, read.Name, read.Status, read.Seed!.Value));
        Assert.Equal(["depth=3", "margin=0.1"], read.Parameters.Select(p => $"{p.Key}={p.Value}"));
        Assert.Equal("b", read.Tags["team"]);
        Assert.Equal(Enumerable.Range(0, 5000).Select(s => 1.0 / (s + 1)), store.History(id, "loss").Select(p => p.Value));
        Assert.Equal("all well"u8.ToArray(), store.ReadArtifact(id, "notes/a.txt"));
        Assert.Equal("+1"u8.ToArray(), store.ReadArtifact(id, "code/changes.patch"));
        var child1 = store.Get(part);
        Assert.Equal((id, RunStatus.Failed, "no luck", "loans"), (child1.ParentId, child1.Status, child1.Error, child1.Experiment));
        Assert.True(double.IsNaN(store.History(part, "loss").Single().Value));
        Assert.Empty(Directory.EnumerateFileSystemEntries(room.In("journals")));
        Assert.Empty(warnings);
    }

    [Fact]
    public void Without_a_server_the_journal_stays_and_is_sent_later()
    {
        var (id, _) = LogOffline();
        var journal = Assert.Single(TrackingJournal.Find(room.In("journals")));
        Assert.Contains(warnings, w => w.StartsWith("provider.unreachable: ", StringComparison.Ordinal));

        var report = Send(journal);
        Assert.Equal((1, 100, true), (report.Runs, report.Points, report.Deleted));
        Assert.Empty(Directory.EnumerateFileSystemEntries(room.In("journals")));
        using var store = Store.OpenExisting(Target);
        Assert.Equal(RunStatus.Finished, store.Get(id).Status);
        Assert.Equal(100, store.History(id, "loss").Count);
        Assert.Equal("text"u8.ToArray(), store.ReadArtifact(id, "a.txt"));
    }

    [Fact]
    public void Sending_the_same_journal_twice_adds_nothing()
    {
        var (id, journal) = LogOffline();
        File.Copy(journal, room.In("copy.journal"));
        foreach (var file in Directory.EnumerateFiles(Path.ChangeExtension(journal, ".files"), "*", SearchOption.AllDirectories))
        {
            var copy = file.Replace(Path.ChangeExtension(journal, ".files"), room.In("copy.files"), StringComparison.Ordinal);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        Send(journal);
        Assert.Empty(Send(room.In("copy.journal")).Refusals);
        using var store = Store.OpenExisting(Target);
        Assert.Equal(100, store.History(id, "loss").Count);
        Assert.Single(store.Artifacts(id));
    }

    [Fact]
    public void A_run_whose_process_died_is_ended_as_interrupted()
    {
        var (id, journal) = LogOffline(end: false);
        // A killed process leaves the journal as it is on disk at any moment: here before the end was written.
        CutLast(journal);
        Send(journal);
        using var store = Store.OpenExisting(Target);
        Assert.Equal((RunStatus.Interrupted, "Its process died before it ended this run."), (store.Get(id).Status, store.Get(id).Error));
    }

    [Fact]
    public void What_is_refused_is_told_and_takes_nothing_with_it()
    {
        using (var client = TrackingClient.Open(Nobody, Options))
        {
            using var run = client.Start("loans", "first");
            run.LogParameter("depth", "3");
            run.LogParameter("depth", "4");
            run.LogParameter("width", "5");
            run.LogMetric("loss", 1);
            run.Finish();
        }

        var journal = TrackingJournal.Find(room.In("journals")).Single();
        var report = Send(journal);
        Assert.Contains("refused parameter \"depth\"", Assert.Single(report.Refusals));
        Assert.False(report.Deleted);
        using var store = Store.OpenExisting(Target);
        var sent = store.List().Runs.Single();
        Assert.Equal(["depth=3", "width=5"], sent.Parameters.Select(p => $"{p.Key}={p.Value}"));
        Assert.Equal(RunStatus.Finished, sent.Status);
        // What was acknowledged is not sent again.
        Assert.Equal(0, Send(journal).Points);
    }

    [Fact]
    public void Synchronise_returns_when_the_store_has_it()
    {
        using var client = TrackingClient.Open(Target, Options);
        using var run = client.Start("loans", "first");
        run.LogMetric("loss", 1);
        client.Synchronise(TimeSpan.FromMinutes(1));
        using var store = Store.OpenExisting(Target);
        Assert.Single(store.History(run.Id, "loss"));
        Assert.Equal(RunStatus.Running, store.Get(run.Id).Status);
    }

    [Fact]
    public void Many_threads_log_many_runs()
    {
        using (var client = TrackingClient.Open(Target, Options))
        {
            Parallel.For(0, 6, i =>
            {
                using var run = client.Start("loans", $"run-{i}");
                for (var step = 0; step < 3000; step++)
                {
                    run.LogMetric($"metric-{step % 3}", i, step);
                }

                run.Finish();
            });
        }

        using var store = Store.OpenExisting(Target);
        var runs = store.List().Runs;
        Assert.Equal(6, runs.Count);
        Assert.All(runs, run => Assert.Equal([1000, 1000, 1000], run.Metrics.Values.Select(m => m.Count)));
        Assert.All(runs, run => Assert.Equal(RunStatus.Finished, run.Status));
    }

    [Fact]
    public void After_its_end_a_run_takes_nothing()
    {
        using var client = TrackingClient.Open(Target, Options);
        using var run = client.Start("loans", "first");
        var loss = run.Metric("loss");
        run.Finish();
        Action[] calls = [() => loss.Log(1), () => run.LogMetric("other", 1), () => run.LogTag("a", "b"), () => run.LogText("a", "b"), () => run.Child("x"), run.Finish];
        Assert.All(calls, call => Assert.Equal("store.run-ended", Assert.Throws<AssayException>(call).Code));
    }

    [Theory]
    [InlineData("http://name:secret@host/")]
    [InlineData("http://host/?a=b")]
    [InlineData("http://")]
    [InlineData("postgres://name:secret@host/runs")]
    public void Refuses_addresses_that_hold_more_than_a_server(string address)
    {
        var error = Assert.Throws<AssayException>(() => TrackingClient.Open(address, Options));
        Assert.Equal("tracking.address", error.Code);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_token_is_not_in_the_journal()
    {
        using (var client = TrackingClient.Open(Nobody, Options with { Token = "s3cr3t-token" }))
        {
            client.Start("loans", "first").Finish();
        }

        var content = File.ReadAllText(TrackingJournal.Find(room.In("journals")).Single());
        Assert.Contains(Nobody, content, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cr3t-token", content, StringComparison.Ordinal);
    }

    public void Dispose() => room.Dispose();

    private JournalReport Send(string journal) =>
        TrackingJournal.Send(journal, target: Target, cancellation: TestContext.Current.CancellationToken);

    private void Warn(string text)
    {
        lock (warnings)
        {
            warnings.Add(text);
        }
    }

    private (string Id, string Journal) LogOffline(bool end = true)
    {
        using var client = TrackingClient.Open(Nobody, Options);
        var run = client.Start("loans", "first");
        run.LogText("a.txt", "text");
        for (var step = 0; step < 100; step++)
        {
            run.LogMetric("loss", 1, step);
        }

        if (end)
        {
            run.Finish();
        }

        return (run.Id, client.Journal);
    }

    private static void CutLast(string journal)
    {
        long last = 0;
        using (var file = JournalFile.Open(journal))
        {
            var reader = file.Reader();
            while (reader.Read(file.End, out var record))
            {
                last = record.Kind == JournalKind.RunEnded ? record.Position : last;
            }
        }

        using var content = File.OpenWrite(journal);
        content.SetLength(last);
    }
}

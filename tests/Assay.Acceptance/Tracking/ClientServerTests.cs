using System.Diagnostics;
using Assay.Tracking;
using Assay.Tracking.Client;

namespace Assay.Acceptance.Tracking;

/// <summary>The client against a real server in a process of its own, which is killed and comes back.</summary>
public sealed class ClientServerTests : IDisposable
{
    private static readonly string program = Path.GetFullPath(Path.Combine(
        AppContext.BaseDirectory, "..", "..", "Assay.Cli", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), "Assay.Cli.dll"));

    private static readonly TimeSpan patience = TimeSpan.FromMinutes(2);
    private readonly TemporaryFolder room = new();

    private string Address => $"sqlite:///{room.In("store/assay.db")}";

    [Fact]
    public async Task Everything_logged_is_with_the_server_once_though_it_was_killed_meanwhile()
    {
        var (server, url) = await ServeAsync("0");
        var warnings = new List<string>();
        using (var client = TrackingClient.Open(url, new TrackingClientOptions { Journals = room.In("journals"), ClosingTime = patience, Warn = warnings.Add }))
        {
            using var run = client.Start(new RunStart { Experiment = "loans", Name = "first", Seed = 7 });
            using var child = run.Child("fold-1");
            run.LogParameter("depth", "3");
            run.LogTag("team", "a");
            Log(run, 0, 3000);
            client.Synchronise(patience);
            Log(run, 3000, 6000);
            server.Kill();
            await server.WaitForExitAsync(TestContext.Current.CancellationToken);
            Log(run, 6000, 9000);
            run.LogText("notes/a b#%.txt", "all well");
            child.LogMetric("loss", double.NaN, 1);
            child.Fail("no luck");
            run.Finish();
            server.Dispose();
            (server, _) = await ServeAsync(new Uri(url).Port.ToString());
        }

        server.Kill();
        await server.WaitForExitAsync(TestContext.Current.CancellationToken);
        server.Dispose();
        Assert.Empty(Directory.EnumerateFileSystemEntries(room.In("journals")));
        Check();
    }

    public void Dispose() => room.Dispose();

    private static void Log(RunLogger run, int from, int to)
    {
        for (var step = from; step < to; step++)
        {
            run.LogMetric("loss", step == 10 ? double.NaN : 1.0 / (step + 1), step);
        }
    }

    private void Check()
    {
        using var store = Store.OpenExisting(Address);
        var runs = store.List(new RunFilter { Nested = true, Experiment = "loans" }).Runs;
        Assert.Equal(2, runs.Count);
        var run = runs.Single(r => r.Name == "first");
        Assert.Equal((RunStatus.Finished, "3", "a", "7"), (run.Status, run.Parameters["depth"], run.Tags["team"], run.Tags["assay.seed"]));
        Assert.Equal(
            Enumerable.Range(0, 9000).Select(s => ((long)s, s == 10 ? double.NaN : 1.0 / (s + 1))),
            store.History(run.Id, "loss").OrderBy(p => p.Step).Select(p => (p.Step, p.Value)));
        var child = runs.Single(r => r.Name == "fold-1");
        Assert.Equal((run.Id, RunStatus.Failed, "no luck"), (child.ParentId, child.Status, child.Tags["assay.error"]));
    }

    private async Task<(Process Server, string Url)> ServeAsync(string port)
    {
        var server = Process.Start(new ProcessStartInfo("dotnet", [program, "serve", "--store", Address, "--port", port]) { RedirectStandardOutput = true })!;
        var line = await server.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        return (server, line!.Replace("listening on ", "", StringComparison.Ordinal));
    }
}

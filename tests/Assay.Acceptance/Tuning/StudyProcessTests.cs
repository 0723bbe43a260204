using System.Diagnostics;
using Assay.Tracking;
using Assay.Tuning;
using Assay.Tuning.Spaces;

namespace Assay.Acceptance.Tuning;

/// <summary>What a stored study promises when real processes work on it at once or are killed.</summary>
public class StudyProcessTests(PostgresServer server) : IClassFixture<PostgresServer>
{
    private static readonly string worker = Path.GetFullPath(Path.Combine(
        AppContext.BaseDirectory, "..", "..", "StoreWriter", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), "StoreWriter.dll"));

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Eight_processes_lose_and_duplicate_nothing(string kind)
    {
        const int Trials = 15;
        using var room = new TemporaryFolder();
        var address = Address(kind, room);
        Process[] workers = [.. Enumerable.Range(0, 8).Select(_ => Start(address, Trials))];
        var told = (await Task.WhenAll(workers.Select(w => w.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)))).SelectMany(t => t.Split('\n', StringSplitOptions.RemoveEmptyEntries)).Select(int.Parse).ToArray();
        foreach (var process in workers)
        {
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Equal((0, ""), (process.ExitCode, await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken)));
            process.Dispose();
        }

        Assert.Equal(Enumerable.Range(0, 8 * Trials), told.Order());
        using var store = Store.OpenExisting(address);
        using var study = Open(store);
        Assert.Equal(8 * Trials, study.History.FinishedCount);
        Assert.All(study.History.Trials, t => Assert.Equal(Enumerable.Range(1, 10), t.Reports.Select(r => (int)r.Step)));
        Assert.Equal(8 * Trials, study.History.Trials.Select(t => t.Configuration).Distinct().Count());
        Assert.Empty(StudyReplay.Of(store, "shared").Differences);
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task A_killed_worker_loses_at_most_its_own_trial_which_is_tried_again(string kind)
    {
        using var room = new TemporaryFolder();
        var address = Address(kind, room);
        using var killed = Start(address, 100_000);
        for (var line = 0; line < 5; line++)
        {
            Assert.Equal($"{line}", await killed.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
        }

        killed.Kill();
        var more = (await killed.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)).Count(c => c == '\n');
        await killed.WaitForExitAsync(TestContext.Current.CancellationToken);
        using var store = Store.OpenExisting(address);
        using var study = Open(store);
        Assert.InRange(study.History.FinishedCount, 5 + more, 6 + more);
        var lost = study.History.Trials.Where(t => t.State == TrialState.Lost).ToArray();
        Assert.InRange(lost.Length, 0, 1);
        Assert.Equal(lost.Length == 1 ? lost[0].Number : null, study.Ask().RetryOf);
    }

    private static Study Open(Store store) => Study.Open(store, "shared", new Space([Dimension.Float("x", 0, 1)]), new StudyOptions { Sampler = "random" });

    private string Address(string kind, TemporaryFolder room) => kind == "postgres" ? server.NewDatabase() : room.In("assay.db");

    private static Process Start(string address, int trials) => Process.Start(new ProcessStartInfo("dotnet", [worker, address, $"{trials}", "study"])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;
}

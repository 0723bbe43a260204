using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Assay.Tracking;

namespace Assay.Acceptance.Development;

/// <summary>What <c>assay develop</c> promises when its process is killed, runs out of disk or has seconds only.</summary>
public class DevelopProcessTests
{
    private static readonly string program = Path.GetFullPath(Path.Combine(
        AppContext.BaseDirectory, "..", "..", "Assay.Cli", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), "Assay.Cli.dll"));

    [Fact]
    public async Task A_killed_run_keeps_its_candidates_and_the_same_command_goes_on_and_finishes()
    {
        using var room = new TemporaryFolder();
        string[] command = Command(Table(room, 3000), room.In("assay.db"));
        string first;
        List<string> finished;
        using (var process = Start("dotnet", command))
        {
            finished = await FinishedUntil(process, "logistic-regression");
            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            using var store = Store.OpenExisting($"sqlite:///{room.In("assay.db")}");
            var run = Assert.Single(store.List(new RunFilter { Limit = 10 }).Runs);
            first = run.Id;
            Assert.Equal(RunStatus.Interrupted, run.Status);
            KeepsAll(store, first, finished);
        }

        using var again = Start("dotnet", command);
        var (exit, output, messages) = await Read(again);

        Assert.True(exit == 0, messages);
        using var outcome = JsonDocument.Parse(output);
        Assert.Equal(first, outcome.RootElement.GetProperty("run").GetString());
        using var kept = Store.OpenExisting($"sqlite:///{room.In("assay.db")}");
        Assert.Equal(RunStatus.Finished, Assert.Single(kept.List(new RunFilter { Limit = 10 }).Runs).Status);
        Assert.Equal(kept.Children(first).Count, kept.Children(first).Select(c => c.Name).Distinct().Count());
        KeepsAll(kept, first, finished);
    }

    [Fact]
    public async Task A_full_disk_ends_the_run_with_what_to_do_and_loses_nothing_that_was_recorded()
    {
        using var room = new TemporaryFolder();
        var disk = Directory.CreateDirectory(room.In("disk")).FullName;
        using (var probe = Start("unshare", "-rm", "mount", "-t", "tmpfs", "-o", "size=1m", "none", disk))
        {
            await probe.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.SkipWhen(probe.ExitCode != 0, "needs the right to mount a small file system in a namespace of its own (unshare -rm)");
        }

        // The mount ends with the process, so what is on it is copied out first.
        var command = Command(Table(room, 10_000), Path.Combine(disk, "assay.db"));
        using var process = Start(
            "unshare", ["-rm", "bash", "-c", "mount -t tmpfs -o size=1m none \"$1\"; disk=$1; kept=$2; shift 2; dotnet \"$@\"; code=$?; cp -r \"$disk\" \"$kept\"; exit $code", "bash", disk, room.In("kept"), .. command]);
        var (exit, output, messages) = await Read(process);

        Assert.True(exit == 3, messages);
        Assert.Contains("error: store.disk-full:", messages, StringComparison.Ordinal);
        using (var error = JsonDocument.Parse(output))
        {
            Assert.Equal("store.disk-full", error.RootElement.GetProperty("error").GetProperty("code").GetString());
        }

        var finished = messages.Split('\n').Select(NameOf).OfType<string>().ToList();
        Assert.NotEmpty(finished);
        string first;
        using (var store = Store.OpenExisting($"sqlite:///{Path.Combine(room.In("kept"), "assay.db")}"))
        {
            var run = Assert.Single(store.List(new RunFilter { Limit = 10 }).Runs);
            Assert.Equal(RunStatus.Interrupted, run.Status);
            first = run.Id;
            KeepsAll(store, first, finished);
        }

        // With room again, the same command goes on.
        using var again = Start("dotnet", Command(room.In("rows.csv"), Path.Combine(room.In("kept"), "assay.db")));
        var resumed = await Read(again);
        Assert.True(resumed.Exit == 0, resumed.Messages);
        using var outcome = JsonDocument.Parse(resumed.Output);
        Assert.Equal(first, outcome.RootElement.GetProperty("run").GetString());
    }

    [Fact]
    public async Task A_budget_of_seconds_holds_on_a_wide_table_with_many_levels()
    {
        using var room = new TemporaryFolder();
        var table = room.Write("wide.csv", $"{string.Join(',', Enumerable.Range(0, 40).Select(c => $"c{c}"))},y\n" + string.Concat(Enumerable.Range(0, 60_000).Select(i =>
            $"{string.Join(',', Enumerable.Range(0, 40).Select(c => c % 2 == 0 ? $"{i * (c + 3) % 9973}" : $"v{i * (c + 7) % 701}"))},{(i * 37 % 101 > 50 ? "yes" : "no")}\n")));
        using var process = Start("dotnet", program, "develop", table, "--target", "y", "--budget", "5s", "--json", "--store", $"sqlite:///{room.In("assay.db")}");
        var clock = Stopwatch.StartNew();
        var (exit, output, messages) = await Read(process);

        Assert.True(exit == 0, messages);
        using var outcome = JsonDocument.Parse(output);
        Assert.NotEqual("", outcome.RootElement.GetProperty("champion").GetProperty("name").GetString());
        // Others may be using the machine; before budgets were kept this took several times as long.
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(9));
    }

    // What was told as finished was recorded before it was told.
    private static void KeepsAll(Store store, string run, IEnumerable<string> finished)
    {
        var children = store.Children(run).ToDictionary(c => c.Name);
        foreach (var name in finished)
        {
            Assert.Equal(RunStatus.Finished, children[name].Status);
            Assert.All(store.Artifacts(children[name].Id), file => Assert.Equal(file.Bytes, store.ReadArtifact(children[name].Id, file.Name).Length));
        }
    }

    private static async Task<List<string>> FinishedUntil(Process process, string last)
    {
        var finished = new List<string>();
        while (!finished.Contains(last) && await process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            finished.AddRange(NameOf(line) is { } name ? [name] : []);
        }

        Assert.Contains(last, finished);
        return finished;
    }

    // "00:03  4 done  one-rule: roc-auc 0.604 (...)"; a candidate that is not for the table was never run.
    private static string? NameOf(string line) =>
        line.Split("  ") is [_, var count, var rest, ..] && count.EndsWith(" done", StringComparison.Ordinal) && !rest.Contains("not for this table", StringComparison.Ordinal)
            ? rest.Split(':')[0]
            : null;

    private static string[] Command(string table, string database) =>
        [program, "develop", table, "--target", "bought", "--budget", "40s", "--trials", "2", "--threads", "2", "--json", "--store", $"sqlite:///{database}"];

    private static string Table(TemporaryFolder room, int rows) => room.Write("rows.csv", "size,noise,kind,bought\n" + string.Concat(Enumerable.Range(0, rows).Select(i =>
    {
        var (size, noise) = (i * 7919L % 10_007, i * 104_729L % 5003);
        return string.Create(CultureInfo.InvariantCulture, $"{size},{noise},k{i * 31L % 17},{(size + (2 * noise) + (i * 613L % 4001) > 11_000 ? "yes" : "no")}\n");
    })));

    private static async Task<(int Exit, string Output, string Messages)> Read(Process process)
    {
        var messages = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, output, await messages);
    }

    private static Process Start(string program, params string[] arguments) => Process.Start(new ProcessStartInfo(program, arguments)
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;
}

using System.Diagnostics;
using Assay.Tracking;

namespace Assay.Acceptance.Tracking;

/// <summary>What the store promises when real processes are killed, run out of room or write at once.</summary>
public class StoreProcessTests
{
    private static readonly string writer = Path.GetFullPath(Path.Combine(
        AppContext.BaseDirectory, "..", "..", "StoreWriter", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), "StoreWriter.dll"));

    [Theory]
    [InlineData("metrics", 25)]
    [InlineData("metrics", 1)]
    [InlineData("metrics", 120)]
    [InlineData("files", 10)]
    public async Task A_killed_process_loses_nothing_that_was_acknowledged(string kind, int after)
    {
        using var room = new TemporaryFolder();
        using var process = Start("dotnet", writer, room.In("assay.db"), "1000000", kind);
        var id = (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken))!;
        var acknowledged = 0;
        while (acknowledged < after)
        {
            Assert.Equal($"{acknowledged++}", await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
        }

        process.Kill();
        acknowledged += (await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)).Count(c => c == '\n');
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        using var store = Store.OpenExisting($"sqlite:///{room.In("assay.db")}");
        Assert.Equal(RunStatus.Interrupted, store.Get(id).Status);
        // One more may have been recorded whose acknowledgement the kill cut off.
        var kept = kind == "metrics" ? store.History(id, "value").Count : store.Artifacts(id).Count;
        Assert.InRange(kept, acknowledged, acknowledged + 1);
        Assert.All(store.History(id, "value"), point => Assert.Equal(point.Step / 2.0, point.Value));
        Assert.All(store.Artifacts(id), file => Assert.Equal(file.Bytes, store.ReadArtifact(id, file.Name).Length));
        using var resumed = store.Resume(id);
        resumed.LogMetric("after", 1);
        resumed.Finish();
        Assert.Equal(RunStatus.Finished, store.Get(id).Status);
    }

    [Theory]
    [InlineData("metrics")]
    [InlineData("files")]
    public async Task A_file_size_limit_keeps_what_was_acknowledged(string kind)
    {
        using var room = new TemporaryFolder();
        // 1,500 blocks of 1,024 bytes: the empty tables take a good part of them. The runtime maps code through a file larger than the limit unless write-xor-execute is off.
        using var process = Start(
            "bash", "-c", "trap '' XFSZ; export DOTNET_EnableWriteXorExecute=0; ulimit -f 1500; exec dotnet \"$@\"",
            "bash", writer, room.In("assay.db"), "1000000", kind);
        await KeepsAll(process);
    }

    [Theory]
    [InlineData("metrics")]
    [InlineData("files")]
    public async Task A_full_disk_keeps_what_was_acknowledged(string kind)
    {
        using var room = new TemporaryFolder();
        using (var probe = Start("unshare", "-rm", "mount", "-t", "tmpfs", "-o", "size=3m", "none", room.FullName))
        {
            await probe.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.SkipWhen(probe.ExitCode != 0, "needs the right to mount a small file system in a namespace of its own (unshare -rm)");
        }

        // The mount ends with the process, which therefore looks itself at what was kept.
        using var process = Start(
            "unshare", "-rm", "bash", "-c", "mount -t tmpfs -o size=3m none \"$1\" && shift && exec dotnet \"$@\"",
            "bash", room.FullName, writer, room.In("assay.db"), "1000000", kind);
        await KeepsAll(process);
    }

    [Fact]
    public async Task Two_processes_write_at_once()
    {
        using var room = new TemporaryFolder();
        using var first = Start("dotnet", writer, room.In("assay.db"), "150", "metrics");
        using var second = Start("dotnet", writer, room.In("assay.db"), "150", "metrics");
        await Task.WhenAll(
            first.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken),
            second.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken));
        await first.WaitForExitAsync(TestContext.Current.CancellationToken);
        await second.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal((0, 0), (first.ExitCode, second.ExitCode));
        using var store = Store.OpenExisting($"sqlite:///{room.In("assay.db")}");
        var runs = store.List(new RunFilter { Experiment = "writers", Status = RunStatus.Finished }).Runs;
        Assert.Equal([150, 150], runs.Select(r => r.Metrics["value"].Count));
    }

    private static async Task KeepsAll(Process process)
    {
        var lines = (await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(lines.Length > 4, string.Join('\n', lines) + await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        var acknowledged = lines.Length - 2;
        Assert.Equal($"store.disk-full acknowledged {acknowledged} kept {acknowledged}", lines[^1]);
        Assert.Equal(3, process.ExitCode);
    }

    private static Process Start(string program, params string[] arguments) => Process.Start(new ProcessStartInfo(program, arguments)
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;
}

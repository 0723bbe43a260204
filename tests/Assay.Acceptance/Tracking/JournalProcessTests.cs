using System.Diagnostics;
using Assay.Tracking;
using Assay.Tracking.Client;

namespace Assay.Acceptance.Tracking;

/// <summary>What the client's journal promises when real processes are killed or run out of room.</summary>
public class JournalProcessTests
{
    private static readonly string logger = Path.GetFullPath(Path.Combine(
        AppContext.BaseDirectory, "..", "..", "StoreWriter", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), "StoreWriter.dll"));

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(30)]
    [InlineData(90)]
    public async Task A_killed_process_loses_nothing_that_was_acknowledged(int flushes)
    {
        using var room = new TemporaryFolder();
        using var process = Start("dotnet", logger, room.In("journals"), "1000000", "journal");
        var id = (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken))!;
        var acknowledged = "0";
        for (var i = 0; i < flushes; i++)
        {
            acknowledged = (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken))!;
        }

        process.Kill();
        var rest = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        // The last line may have been cut off by the kill.
        acknowledged = rest.Split('\n')[..^1].LastOrDefault() ?? acknowledged;
        Check(room, id, int.Parse(acknowledged));
    }

    [Fact]
    public async Task A_file_size_limit_keeps_what_was_acknowledged_and_logging_goes_on()
    {
        using var room = new TemporaryFolder();
        // 300 blocks of 1,024 bytes. The runtime maps code through a file larger than the limit unless write-xor-execute is off.
        using var process = Start(
            "bash", "-c", "trap '' XFSZ; export DOTNET_EnableWriteXorExecute=0; ulimit -f 300; exec dotnet \"$@\"",
            "bash", logger, room.In("journals"), "1000000", "journal");
        await KeepsAll(process, room);
    }

    [Fact]
    public async Task A_full_disk_keeps_what_was_acknowledged_and_logging_goes_on()
    {
        using var room = new TemporaryFolder();
        using (var probe = Start("unshare", "-rm", "mount", "-t", "tmpfs", "-o", "size=512k", "none", room.FullName))
        {
            await probe.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.SkipWhen(probe.ExitCode != 0, "needs the right to mount a small file system in a namespace of its own (unshare -rm)");
        }

        using var process = Start(
            "unshare", "-rm", "bash", "-c", "mount -t tmpfs -o size=512k none \"$1\" && shift && exec dotnet \"$@\"",
            "bash", room.FullName, logger, room.In("journals"), "1000000", "journal");
        await KeepsAll(process, room);
    }

    private static async Task KeepsAll(Process process, TemporaryFolder room)
    {
        var lines = (await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(lines.Length > 4, string.Join('\n', lines) + await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        Assert.Equal(3, process.ExitCode);
        var acknowledged = int.Parse(lines[^3]);
        Assert.Equal($"store.disk-full acknowledged {acknowledged} then store.disk-full memory bounded warned 1", lines[^2]);
        foreach (var left in TrackingJournal.Find(room.In("journals")))
        {
            File.Delete(left);
        }

        Directory.CreateDirectory(room.In("journals"));
        File.WriteAllBytes(room.In($"journals/again{TrackingJournal.Ending}"), Convert.FromBase64String(lines[^1]));
        Check(room, lines[0], acknowledged);
    }

    private static void Check(TemporaryFolder room, string id, int acknowledged)
    {
        var address = $"sqlite:///{room.In("assay.db")}";
        var report = TrackingJournal.Send(TrackingJournal.Find(room.In("journals")).Single(), target: address, cancellation: TestContext.Current.CancellationToken);
        Assert.Empty(report.Refusals);
        using var store = Store.OpenExisting(address);
        var points = Enumerable.Range(0, 3).SelectMany(i => store.History(id, $"value-{i}")).OrderBy(p => p.Step).ToArray();
        Assert.InRange(points.Length, acknowledged, int.MaxValue);
        Assert.Equal(Enumerable.Range(0, points.Length).Select(i => ((long)i, i / 2.0)), points.Select(p => (p.Step, p.Value)));
        Assert.Equal(RunStatus.Interrupted, store.Get(id).Status);
    }

    private static Process Start(string program, params string[] arguments) => Process.Start(new ProcessStartInfo(program, arguments)
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;
}

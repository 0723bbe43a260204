using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Assay.Tracking;

namespace Assay.Acceptance.Evaluation;

/// <summary>What <c>assay evaluate</c> promises when its process is interrupted.</summary>
public class EvaluateProcessTests
{
    private const int Interrupt = 2;

    private static readonly string program = Path.GetFullPath(Path.Combine(
        AppContext.BaseDirectory, "..", "..", "Assay.Cli", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), "Assay.Cli.dll"));

    [Fact]
    public async Task An_interrupted_evaluation_exits_130_leaves_no_half_report_and_its_run_is_marked()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals are those of Unix");
        using var room = new TemporaryFolder();
        var table = room.Write("rows.csv", "size,kind,bought\n" + string.Concat(Enumerable.Range(0, 300).Select(i =>
            string.Create(CultureInfo.InvariantCulture, $"{i * 7919 % 1009},k{i % 5},{(i % 3 == 0 ? "yes" : "no")}\n"))));
        // Answers the rows as they are, then says so and answers no more: the checks wait for it until they are interrupted.
        var script = room.Write("score.sh", $"i=0; while read -r line; do i=$((i+1)); if [ $i -gt 300 ]; then : > {room.In("reached")}; sleep 600; fi; echo 0.25; done");
        using var process = Process.Start(new ProcessStartInfo("dotnet", [
            program, "evaluate", "--command", $"sh {script}", table, "--target", "bought", "--only", "perturbation", "--store", $"sqlite:///{room.In("assay.db")}",
            "--report", room.In("report.html"), "--junit", room.In("junit.xml"), "--json"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var (output, messages) = (process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await Appears(room.In("reached"), process);

        Assert.Equal(0, Kill(process.Id, Interrupt));
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(process.ExitCode == 130, await messages);
        Assert.Equal("", await output);
        Assert.False(File.Exists(room.In("report.html")));
        Assert.False(File.Exists(room.In("junit.xml")));
        using var store = Store.OpenExisting($"sqlite:///{room.In("assay.db")}");
        var run = Assert.Single(store.List(new RunFilter { Limit = 10 }).Runs);
        Assert.Equal(RunStatus.Interrupted, run.Status);
        Assert.Empty(store.Artifacts(run.Id));
    }

    // The file is made by the command when it has been reached; a process that ends before shows in its exit code.
    private static async Task Appears(string path, Process process)
    {
        using var watcher = new FileSystemWatcher(Path.GetDirectoryName(path)!, Path.GetFileName(path));
        var made = new TaskCompletionSource();
        watcher.Created += (_, _) => made.TrySetResult();
        watcher.EnableRaisingEvents = true;
        if (!File.Exists(path))
        {
            await Task.WhenAny(made.Task, process.WaitForExitAsync(TestContext.Current.CancellationToken));
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int Kill(int process, int signal);
}

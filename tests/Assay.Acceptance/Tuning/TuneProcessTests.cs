using System.Diagnostics;
using Assay.Tracking;
using Assay.Tuning;

namespace Assay.Acceptance.Tuning;

/// <summary>The command that tunes a program, killed in the middle and run again.</summary>
public class TuneProcessTests
{
    private const string Yaml = "parameters: {lr: {type: float, low: 0.001, high: 1, log: true}}";

    // A step of training: one more than the checkpoint it goes on from; the eighth trial waits to be killed, once.
    private const string Step = """
        n=$(cat "$ASSAY_PARENT_CHECKPOINT/steps" 2>/dev/null || echo 0); echo $((n + 1)) > "$ASSAY_CHECKPOINT/steps"
        if [ "$ASSAY_TRIAL" = 7 ]; then echo started > "$0/eighth"; exec sleep 60; fi
        echo "{\"value\": -$((n + 1))}"
        """;

    [Fact]
    public async Task A_killed_population_goes_on_from_its_checkpoints()
    {
        using var room = new TemporaryFolder();
        using (var pipe = Process.Start("mkfifo", [room.In("eighth")]))
        {
            await pipe.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        using (var killed = Tune(room))
        {
            // A named pipe: reading waits until the eighth trial has opened it.
            Assert.Equal("started\n", await File.ReadAllTextAsync(room.In("eighth"), TestContext.Current.CancellationToken));
            killed.Kill(entireProcessTree: true);
            await killed.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        using (var second = Tune(room))
        {
            var messages = await second.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await second.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Equal(0, second.ExitCode);
            Assert.Contains("goes on after 7 trials", messages);
        }

        using var store = Store.OpenExisting(room.In("assay.db"));
        var trials = new StoredStudies(store).Read("space-0").Trials.Select(t => t.Trial).ToArray();
        Assert.Equal(12, trials.Count(t => t.State == TrialState.Done));
        Assert.Equal([7], trials.Where(t => t.State == TrialState.Retried).Select(t => t.Number));
        var again = Assert.Single(trials, t => t.RetryOf == 7);
        Assert.Equal(trials[7].Parent, again.Parent);
        // Every trial has done one step more than the one it went on from.
        int Steps(int trial) => int.Parse(File.ReadAllText(room.In(Path.Combine("artifacts", "checkpoints", "space-0", $"{trial}", "steps"))));
        Assert.All(trials.Where(t => t.State == TrialState.Done), t => Assert.Equal(t.Parent is { } parent ? Steps(parent) + 1 : 1, Steps(t.Number)));
        Assert.Empty(StudyReplay.Of(store, "space-0").Differences);
    }

    private static Process Tune(TemporaryFolder room)
    {
        var command = Path.Combine(AppContext.BaseDirectory, "Assay.Cli.dll");
        return Process.Start(new ProcessStartInfo(
            "dotnet",
            [command, "tune", room.Write("space.yaml", Yaml), "--sampler", "random", "--population", "4", "--trials", "12", "--store", room.In("assay.db"), "--", "sh", "-c", Step, room.FullName])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
    }
}

using System.CommandLine;
using System.Globalization;
using Assay.Cli.Frame;
using Assay.Development;
using Assay.Tracking;

namespace Assay.Cli.Commands;

/// <summary>Runs a recorded development run again and says whether everything came out the same.</summary>
[Named("runs reproduce")]
internal sealed class RunsReproduceCommand : AssayCommand
{
    private readonly Argument<string> run = new("run") { Description = "The run's id, the beginning of it, or latest", HelpName = "RUN" };
    private readonly Option<string> store = CommonOptions.Store();
    private readonly Option<string?> artifacts = CommonOptions.Artifacts();

    /// <inheritdoc/>
    public override string Summary => "Run a recorded run again and compare: identical, or what differs";

    /// <inheritdoc/>
    public override string Details =>
        "Uses the recorded data, options, seed and thread count. A data file that changed since is taken from the store when assay data add kept a version of it. Says first whether data, code or environment have changed since. "
        + "Timings, memory and paths are not compared. Exit code 1 when anything else differs.";

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples => [new("assay runs reproduce latest", "The newest run of this folder's store.")];

    /// <inheritdoc/>
    public override IReadOnlyList<Symbol> Symbols => [run, store, artifacts];

    /// <inheritdoc/>
    public override async Task<ExitCode> RunAsync(Invocation call)
    {
        var (recorded, before, data) = Recorded(call);
        using var files = data;
        var command = recorded.Command.Count > 0 ? files.Command : throw new AssayException(
            "store.run-not-reproducible", $"Run {recorded.Id} was started by a program through the library, so there is no command to run again. Run that program again and compare with assay runs diff.");
        var again = await AgainAsync(call, recorded, command);
        var differences = OutcomeComparison.Differences(before, again);
        var changed = (List<string>)[.. files.Changes, .. Changes(recorded)];
        var compared = OutcomeComparison.AreWhole(before, again) ? null
            : $"the clock cut one of them short, so the table, the split and the {OutcomeComparison.Shared(before, again).Count} candidates both tried were compared; with a larger --budget all of it can be";
        Print(call, (recorded.Id, again.Run, compared), (changed, differences));
        return differences.Count == 0 ? ExitCode.Success : ExitCode.GateFailed;
    }

    private (RunRecord Run, Outcome Outcome, RecordedData Data) Recorded(Invocation call)
    {
        using var opened = Store.Open(call.Get(store), call.Get(artifacts));
        var recorded = opened.Get(call.Get(run));
        return (recorded, Workbench.Outcome(opened, recorded.Id), RecordedData.Of(opened, recorded, FolderOf(recorded)));
    }

    private static string FolderOf(RunRecord recorded) => recorded.Tags.GetValueOrDefault("assay.folder", Environment.CurrentDirectory);

    // The same command in a process of its own folder would lose the caller's terminal; the same program runs it instead.
    private async Task<Outcome> AgainAsync(Invocation call, RunRecord recorded, IReadOnlyList<string> command)
    {
        var folder = FolderOf(recorded);
        if (!Directory.Exists(folder))
        {
            throw new AssayException("store.folder-missing", $"Run {recorded.Id} was made in \"{folder}\", which is not there. Put the data back where it was.");
        }

        var output = new StringWriter();
        var here = Environment.CurrentDirectory;
        var address = Absolute(call.Get(store), here);
        string[] again = [.. Without(command, "--store", "--artifacts", "--json", "--fresh", "--markdown", "--junit", "--threads", "--seed"), .. Drawn(recorded), "--json", "--fresh", "--store", address];
        again = call.Get(artifacts) is { } kept ? [.. again, "--artifacts", Path.GetFullPath(kept)] : again;
        Environment.CurrentDirectory = folder;
        try
        {
            var code = await new Application(call.Surroundings with { Output = output, Started = TimeProvider.System.GetTimestamp() }, CommandTree.Discover()).RunAsync(again, call.Cancellation);
            return code == ExitCode.Success
                ? System.Text.Json.JsonSerializer.Deserialize<Outcome>(output.ToString(), JsonRules.Compact)!
                : throw new AssayException("store.run-not-reproducible", $"The recorded command ended with exit code {(int)code}: assay {string.Join(' ', again)}");
        }
        finally
        {
            Environment.CurrentDirectory = here;
        }
    }

    // What was taken from this machine or by default then, said outright now.
    private static string[] Drawn(RunRecord recorded) =>
    [
        .. recorded.Threads is { } threads ? (string[])["--threads", threads.ToString(CultureInfo.InvariantCulture)] : [],
        .. recorded.Seed is { } seed ? (string[])["--seed", seed.ToString(CultureInfo.InvariantCulture)] : [],
    ];

    private static string Absolute(string address, string folder)
    {
        const string Scheme = "sqlite:///";
        return address.StartsWith(Scheme, StringComparison.Ordinal) ? Scheme + Path.GetFullPath(address[Scheme.Length..], folder) : Path.GetFullPath(address, folder);
    }

    private static IEnumerable<string> Without(IReadOnlyList<string> command, params string[] options)
    {
        for (var i = 0; i < command.Count; i++)
        {
            var name = command[i].Split('=')[0];
            if (!options.Contains(name))
            {
                yield return command[i];
            }
            else if (name is not ("--json" or "--fresh") && !command[i].Contains('='))
            {
                i++;
            }
        }
    }

    private static List<string> Changes(RunRecord recorded)
    {
        var now = RunEnvironment.Capture();
        var then = recorded.Environment;
        var changes = new List<string>();
        Compare(changes, "assay", then?.Assay, now.Assay);
        Compare(changes, "runtime", then?.Runtime, now.Runtime);
        Compare(changes, "system", then?.System, now.System);
        Compare(changes, "processor", then?.Processor, now.Processor);
        return changes;
    }

    private static void Compare(List<string> changes, string what, string? then, string now)
    {
        if (then != now)
        {
            changes.Add($"{what}: {then ?? "not recorded"} became {now}");
        }
    }

    private static void Print(Invocation call, (string Before, string After, string? Compared) runs, (IReadOnlyList<string> Changed, IReadOnlyList<string> Differences) found)
    {
        if (call.Json)
        {
            call.WriteJson(new { run = runs.Before, again = runs.After, identical = found.Differences.Count == 0, compared = runs.Compared, environment = found.Changed, differences = found.Differences });
            return;
        }

        foreach (var change in found.Changed)
        {
            call.Output.WriteLine($"changed since: {change}");
        }

        call.Output.WriteLine(found.Differences.Count == 0
            ? $"Identical: run {runs.After} gave what run {runs.Before} gave (timings, memory and paths aside){(runs.Compared is null ? "" : $"; {runs.Compared}")}."
            : $"Different: run {runs.After} differs from run {runs.Before} in {found.Differences.Count} places:");
        foreach (var difference in found.Differences.Take(40))
        {
            call.Output.WriteLine("  " + difference);
        }
    }
}

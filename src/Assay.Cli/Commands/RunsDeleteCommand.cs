using System.CommandLine;
using Assay.Cli.Frame;
using Assay.Tracking;

namespace Assay.Cli.Commands;

/// <summary>Deletes runs for good.</summary>
[Named("runs delete")]
internal sealed class RunsDeleteCommand : AssayCommand
{
    private readonly Argument<string[]> runs = new("run") { Description = "Ids, or the unique beginnings of them", Arity = ArgumentArity.OneOrMore };
    private readonly Option<bool> yes = new("--yes") { Description = "Delete; without it the command only says what would go" };
    private readonly Option<bool> running = new("--running") { Description = "Delete also what is still marked as running" };
    private readonly Option<string> store = CommonOptions.Store();
    private readonly Option<string?> artifacts = CommonOptions.Artifacts();

    public override string Summary => "Delete runs, their parts and files for good";

    public override string Details =>
        "The parts of a run go with it, and are listed. Files that another run holds too stay. The space is given back to the disk at once. "
        + "A run that is still running, or has a part that is, is refused unless --running is given.";

    public override IReadOnlyList<Example> Examples => [new("assay runs delete 019aa3 --yes", "delete one run with its parts")];

    public override IReadOnlyList<Symbol> Symbols => [runs, yes, running, store, artifacts];

    public override Task<ExitCode> RunAsync(Invocation call)
    {
        using var opened = Store.OpenExisting(call.Get(store), call.Get(artifacts));
        // All are looked up before any goes, so that a wrong id or a running part deletes nothing.
        var doomed = call.Get(runs).Select(r => opened.Get(r).Id).Distinct().SelectMany(opened.WithParts).DistinctBy(r => r.Id).ToArray();
        if (call.Get(yes))
        {
            Delete(call, opened, doomed);
        }

        if (call.Json)
        {
            call.WriteJson(new { Deleted = call.Get(yes), Runs = doomed.Select(r => r.Id) });
            return Task.FromResult(ExitCode.Success);
        }

        Listing.Write(
            call,
            [call.Get(yes) ? "deleted" : "would delete", "name", "started", "status", "part of"],
            doomed.Select(run => (string[])[run.Id, run.Name, RunText.Time(run.Started), RunText.Status(run.Status), run.ParentId ?? ""]));
        if (!call.Get(yes))
        {
            call.Messages.WriteLine($"Nothing was deleted. Add --yes{(doomed.Any(Runs) && !call.Get(running) ? " and, because some are still running, --running" : "")} to delete for good.");
        }

        return Task.FromResult(ExitCode.Success);
    }

    private void Delete(Invocation call, Store opened, IReadOnlyList<RunRecord> doomed)
    {
        if (!call.Get(running) && doomed.FirstOrDefault(Runs) is { } busy)
        {
            throw new AssayException(
                "store.run-active", $"Run {busy.Id}{(busy.Name.Length > 0 ? $" ({busy.Name})" : "")} is still running, so nothing was deleted. Let it end first, or add --running.");
        }

        // Parts that were named, or began later, go before what they are part of; a part that went with its run is passed over.
        foreach (var id in doomed.Select(r => r.Id).OrderDescending(StringComparer.Ordinal))
        {
            call.Cancellation.ThrowIfCancellationRequested();
            if (opened.WithParts(id).Count == 0)
            {
                continue;
            }

            if (call.Get(running))
            {
                opened.DeleteEvenRunning(id);
            }
            else
            {
                opened.Delete(id);
            }
        }
    }

    private static bool Runs(RunRecord run) => run.Status == RunStatus.Running;
}

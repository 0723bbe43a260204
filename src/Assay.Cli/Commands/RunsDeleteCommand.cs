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
    private readonly Option<string> store = CommonOptions.Store();
    private readonly Option<string?> artifacts = CommonOptions.Artifacts();

    public override string Summary => "Delete runs, their parts and files for good";

    public override string Details => "Files that another run holds too stay. The space is given back to the disk at once. A run that is still running is refused.";

    public override IReadOnlyList<Example> Examples => [new("assay runs delete 019aa3 --yes", "delete one run with its parts")];

    public override IReadOnlyList<Symbol> Symbols => [runs, yes, store, artifacts];

    public override Task<ExitCode> RunAsync(Invocation call)
    {
        using var opened = Store.OpenExisting(call.Get(store), call.Get(artifacts));
        // All are looked up before any goes, so that a wrong id deletes nothing; parts, which begin later, go before what they are part of.
        var doomed = call.Get(runs).Select(opened.Get).DistinctBy(r => r.Id).OrderByDescending(r => r.Id, StringComparer.Ordinal).ToArray();
        if (call.Get(yes))
        {
            foreach (var run in doomed)
            {
                call.Cancellation.ThrowIfCancellationRequested();
                opened.Delete(run.Id);
            }
        }

        if (call.Json)
        {
            call.WriteJson(new { Deleted = call.Get(yes), Runs = doomed.Select(r => r.Id) });
            return Task.FromResult(ExitCode.Success);
        }

        Listing.Write(
            call,
            [call.Get(yes) ? "deleted" : "would delete", "name", "started"],
            doomed.Select(run => (string[])[run.Id, run.Name, RunText.Time(run.Started)]));
        if (!call.Get(yes))
        {
            call.Messages.WriteLine("Nothing was deleted. Add --yes to delete for good.");
        }

        return Task.FromResult(ExitCode.Success);
    }
}

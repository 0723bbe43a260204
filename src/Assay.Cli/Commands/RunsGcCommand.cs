using System.CommandLine;
using Assay.Cli.Frame;
using Assay.Tracking;

namespace Assay.Cli.Commands;

/// <summary>Removes for good what clients deleted.</summary>
[Named("runs gc")]
internal sealed class RunsGcCommand : AssayCommand
{
    private readonly Option<int> days = new("--older-than-days")
    {
        Description = "Only what was deleted so many days ago or earlier",
        HelpName = "N",
        DefaultValueFactory = _ => 0,
    };

    private readonly Option<string> store = CommonOptions.Store();
    private readonly Option<string?> artifacts = CommonOptions.Artifacts();

    public override string Summary => "Remove runs and experiments for good that clients of the server deleted";

    public override string Details => "Until then they can be restored. Files that another run holds too stay. The space is given back to the disk.";

    public override IReadOnlyList<Example> Examples => [new("assay runs gc --older-than-days 30", "what has been deleted for a month")];

    public override IReadOnlyList<Symbol> Symbols => [days, store, artifacts];

    public override Task<ExitCode> RunAsync(Invocation call)
    {
        using var opened = Store.OpenExisting(call.Get(store), call.Get(artifacts));
        var age = call.Get(days);
        var (runs, experiments) = opened.RemoveDeleted(age <= 0 ? null : TimeProvider.System.GetUtcNow().AddDays(-age));
        if (call.Json)
        {
            call.WriteJson(new { Runs = runs, Experiments = experiments });
        }
        else
        {
            Listing.Write(call, ["removed", "count"], [(string[])["runs", $"{runs}"], ["experiments", $"{experiments}"]]);
        }

        return Task.FromResult(ExitCode.Success);
    }
}

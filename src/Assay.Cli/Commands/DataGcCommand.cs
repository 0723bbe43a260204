using System.CommandLine;
using Assay.Cli.Frame;
using Assay.Tracking;
using Assay.Tracking.Versions;

namespace Assay.Cli.Commands;

/// <summary>Clears what no version and no run uses.</summary>
[Named("data gc")]
internal sealed class DataGcCommand : AssayCommand
{
    private readonly Option<int?> keep = CommonOptions.AtLeastOne(new Option<int?>("--keep") { Description = "Let versions go first: keep only the newest N of each name, and every one a run was given", HelpName = "N" });
    private readonly Option<bool> yes = new("--yes") { Description = "With --keep: let them go; without it the command only says which would" };
    private readonly Option<string> store = CommonOptions.Store();
    private readonly Option<string?> artifacts = CommonOptions.Artifacts();

    /// <inheritdoc/>
    public override string Summary => "Clear what no version of data and no run uses, and give the room back";

    /// <inheritdoc/>
    public override string Details => "Removes what interrupted additions left. Versions themselves only go with --keep and --yes, and never one that a run was given.";

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples => [new("assay data gc --keep 5 --yes", "the newest five versions of each name, and what runs used")];

    /// <inheritdoc/>
    public override IReadOnlyList<Symbol> Symbols => [keep, yes, store, artifacts];

    /// <inheritdoc/>
    public override Task<ExitCode> RunAsync(Invocation call)
    {
        using var opened = Store.OpenExisting(call.Get(store), call.Get(artifacts));
        var versions = new DataVersions(opened);
        if (call.Get(keep) is { } newest && !call.Get(yes))
        {
            return Task.FromResult(Preview(call, versions.Old(newest)));
        }

        var cleared = versions.Collect(call.Get(keep));
        if (call.Json)
        {
            call.WriteJson(cleared);
            return Task.FromResult(ExitCode.Success);
        }

        foreach (var version in cleared.Versions)
        {
            call.Output.WriteLine($"let go: {Listing.OneLine(version)}");
        }

        call.Output.WriteLine($"{cleared.Objects} objects removed, {cleared.Bytes} bytes given back");
        return Task.FromResult(ExitCode.Success);
    }

    private static ExitCode Preview(Invocation call, IReadOnlyList<string> old)
    {
        if (call.Json)
        {
            call.WriteJson(new { WouldLetGo = old });
            return ExitCode.Success;
        }

        foreach (var version in old)
        {
            call.Output.WriteLine($"would let go: {Listing.OneLine(version)}");
        }

        call.Messages.WriteLine("Nothing was let go or removed. Add --yes to do it.");
        return ExitCode.Success;
    }
}

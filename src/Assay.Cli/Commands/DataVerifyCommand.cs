using System.CommandLine;
using Assay.Cli.Frame;
using Assay.Tracking;
using Assay.Tracking.Versions;

namespace Assay.Cli.Commands;

/// <summary>Reads every kept byte again.</summary>
[Named("data verify")]
internal sealed class DataVerifyCommand : AssayCommand
{
    private readonly Option<string> store = CommonOptions.Store();
    private readonly Option<string?> artifacts = CommonOptions.Artifacts();

    /// <inheritdoc/>
    public override string Summary => "Read every byte of every version again and name what is damaged";

    /// <inheritdoc/>
    public override string Details => "Exit code 1 when a version is damaged.";

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples => [new("assay data verify", "after a disk had trouble")];

    /// <inheritdoc/>
    public override IReadOnlyList<Symbol> Symbols => [store, artifacts];

    /// <inheritdoc/>
    public override Task<ExitCode> RunAsync(Invocation call)
    {
        using var opened = Store.OpenExisting(call.Get(store), call.Get(artifacts));
        var versions = new DataVersions(opened);
        var damaged = versions.Verify(call.Cancellation);
        var count = versions.Log().Count;
        if (call.Json)
        {
            call.WriteJson(new { versions = count, damaged });
        }
        else
        {
            foreach (var version in damaged)
            {
                call.Output.WriteLine($"damaged: {Listing.OneLine(version.ToString())}");
            }

            call.Output.WriteLine($"{count - damaged.Count} of {count} versions are sound");
        }

        return Task.FromResult(damaged.Count == 0 ? ExitCode.Success : ExitCode.GateFailed);
    }
}

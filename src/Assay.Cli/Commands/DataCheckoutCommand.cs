using System.CommandLine;
using Assay.Cli.Frame;
using Assay.Tracking;
using Assay.Tracking.Versions;

namespace Assay.Cli.Commands;

/// <summary>Writes a version of data to disk.</summary>
[Named("data checkout")]
internal sealed class DataCheckoutCommand : AssayCommand
{
    private readonly Argument<string> version = new("version") { Description = "NAME@VERSION, NAME@latest, or eight or more digits of a digest", HelpName = "NAME@VERSION" };
    private readonly Option<string> output = new("--output") { Description = "Where to; it must be free", HelpName = "PATH", Required = true };
    private readonly Option<string> store = CommonOptions.Store();
    private readonly Option<string?> artifacts = CommonOptions.Artifacts();

    /// <inheritdoc/>
    public override string Summary => "Write a version of data to disk, byte by byte as it was added";

    /// <inheritdoc/>
    public override string Details => "Every file is checked against its SHA-256. Nothing is overwritten: the output must not be there yet.";

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples => [new("assay data checkout loans.csv@1 --output loans-may.csv", "the first version of a table")];

    /// <inheritdoc/>
    public override IReadOnlyList<Symbol> Symbols => [version, output, store, artifacts];

    /// <inheritdoc/>
    public override Task<ExitCode> RunAsync(Invocation call)
    {
        using var opened = Store.OpenExisting(call.Get(store), call.Get(artifacts));
        var versions = new DataVersions(opened);
        var found = versions.Get(call.Get(version));
        versions.Checkout(found, call.Get(output));
        if (call.Json)
        {
            call.WriteJson(new { version = found, output = call.Get(output) });
        }
        else
        {
            call.Output.WriteLine($"{found} ({found.Files} files, {found.Bytes} bytes) is in {call.Get(output)}");
        }

        return Task.FromResult(ExitCode.Success);
    }
}

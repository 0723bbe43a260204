using System.CommandLine;
using Assay.Cli.Frame;
using Assay.Tracking;
using Assay.Tracking.Versions;

namespace Assay.Cli.Commands;

/// <summary>Lists versions of data.</summary>
[Named("data log")]
internal sealed class DataLogCommand : AssayCommand
{
    private readonly Argument<string?> name = new("name") { Description = "The line of versions; all when not given", HelpName = "NAME", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string> store = CommonOptions.Store();

    /// <inheritdoc/>
    public override string Summary => "List the versions of data in the store, newest first";

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples => [new("assay data log loans.csv", "every version of one table")];

    /// <inheritdoc/>
    public override IReadOnlyList<Symbol> Symbols => [name, store];

    /// <inheritdoc/>
    public override Task<ExitCode> RunAsync(Invocation call)
    {
        using var opened = Store.OpenExisting(call.Get(store));
        var versions = new DataVersions(opened).Log(call.Get(name));
        if (call.Json)
        {
            call.WriteJson(versions);
        }
        else
        {
            Listing.Write(call, DataText.Headings, versions.Select(v => DataText.Row(v, Path.GetFileName(v.Source))));
        }

        return Task.FromResult(ExitCode.Success);
    }
}

using System.CommandLine;
using Assay.Cli.Frame;
using Assay.Tracking;
using Assay.Tuning;

namespace Assay.Cli.Commands;

/// <summary>Lists the tuning studies of a store, newest first.</summary>
[Named("studies list")]
internal sealed class StudiesListCommand : AssayCommand
{
    private readonly Option<string> store = CommonOptions.Store();

    public override string Summary => "List tuning studies, newest first";

    public override IReadOnlyList<Example> Examples => [new("assay studies list", "every study of the store under .assay")];

    public override IReadOnlyList<Symbol> Symbols => [store];

    public override Task<ExitCode> RunAsync(Invocation call)
    {
        using var opened = Store.OpenExisting(call.Get(store));
        var studies = new StoredStudies(opened).List();
        if (call.Json)
        {
            call.WriteJson(new { Studies = studies });
            return Task.FromResult(ExitCode.Success);
        }

        Listing.Write(
            call,
            ["study", "begun", "directions", "trials", "done", "best"],
            studies.Select(s => (string[])
            [
                s.Name,
                RunText.Time(s.Created),
                string.Join(',', s.Directions.Select(d => d.ToString().ToLowerInvariant())),
                $"{s.Trials}",
                $"{s.Done}",
                s.Best?.ToString("G6", System.Globalization.CultureInfo.InvariantCulture) ?? "",
            ]));
        return Task.FromResult(ExitCode.Success);
    }
}

using System.CommandLine;
using System.Globalization;
using Assay.Cli.Frame;
using Assay.Tracking;
using Assay.Tuning;

namespace Assay.Cli.Commands;

/// <summary>Lists the best trials of a study, best first.</summary>
[Named("studies best")]
internal sealed class StudiesBestCommand : AssayCommand
{
    private readonly Argument<string> study = new("study") { Description = "Name of the search in the store", HelpName = "STUDY" };
    private readonly Option<int> limit = new("--limit") { Description = "At most so many", HelpName = "N", DefaultValueFactory = _ => 10 };
    private readonly Option<string> store = CommonOptions.Store();

    public override string Summary => "List the best trials of a tuning study, also while it runs";

    public override IReadOnlyList<Example> Examples => [new("assay studies best space-0 --limit 3", "the three best of a search")];

    public override IReadOnlyList<Symbol> Symbols => [study, limit, store];

    public override Task<ExitCode> RunAsync(Invocation call)
    {
        using var opened = Store.OpenExisting(call.Get(store));
        var trials = new StoredStudies(opened).Best(call.Get(study), call.Get(limit));
        if (call.Json)
        {
            call.WriteJson(new { Trials = trials.Select(t => new { Trial = t.Number, t.Values, t.Constraints, Parameters = t.Configuration.Values.ToDictionary() }) });
            return Task.FromResult(ExitCode.Success);
        }

        Listing.Write(
            call,
            ["trial", "value", "parameters"],
            trials.Select(t => (string[])[$"{t.Number}", string.Join(", ", t.Values.Select(v => v.ToString("G6", CultureInfo.InvariantCulture))), t.Configuration.ToString()]));
        return Task.FromResult(ExitCode.Success);
    }
}

using System.CommandLine;
using Assay.Cli.Frame;
using Assay.Tracking;

namespace Assay.Cli.Commands;

/// <summary>Shows in what two runs differ.</summary>
[Named("runs diff")]
internal sealed class RunsDiffCommand : AssayCommand
{
    private readonly Argument<string> first = new("first") { Description = "Id of a run, or the unique beginning of it" };
    private readonly Argument<string> second = new("second") { Description = "The run to hold against it" };
    private readonly Option<string> store = CommonOptions.Store();

    public override string Summary => "Show only what differs between two runs";

    public override string Details =>
        "Compares parameters, last values of metrics, tags, data by fingerprint, code version, environment and packages. What is equal is left out.";

    public override IReadOnlyList<Example> Examples => [new("assay runs diff 019aa3 latest", "an older run against the newest")];

    public override IReadOnlyList<Symbol> Symbols => [first, second, store];

    public override Task<ExitCode> RunAsync(Invocation call)
    {
        using var opened = Store.OpenExisting(call.Get(store));
        var diff = RunDiff.Between(opened.Get(call.Get(first)), opened.Get(call.Get(second)));
        if (call.Json)
        {
            call.WriteJson(diff);
        }
        else if (diff.Differences.Count == 0)
        {
            call.Output.WriteLine("The two runs do not differ.");
        }
        else
        {
            Listing.Write(call, ["part", "name", "first", "second"], diff.Differences.Select(d => (string[])[d.Part, d.Name, d.First ?? "-", d.Second ?? "-"]));
        }

        return Task.FromResult(ExitCode.Success);
    }
}

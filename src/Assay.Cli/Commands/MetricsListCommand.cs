using System.CommandLine;
using Assay.Cli.Frame;
using Assay.Data;
using Assay.Metrics;

namespace Assay.Cli.Commands;

/// <summary>Lists the metrics.</summary>
[Named("metrics list")]
internal sealed class MetricsListCommand : AssayCommand
{
    private readonly Option<string> task =
        CommonOptions.Choice("--task", "Only metrics of this task", "any", ["any", .. Enum.GetNames<LearningTask>().Select(n => n.ToLowerInvariant())]);

    public override string Summary => "List every metric with its tasks and direction";

    public override IReadOnlyList<Example> Examples =>
    [
        new("assay metrics list", "all of them"),
        new("assay metrics list --task regression", "those of predicted numbers"),
    ];

    public override IReadOnlyList<Symbol> Symbols => [task];

    public override Task<ExitCode> RunAsync(Invocation call)
    {
        var rows = Catalogue<Metric>.All
            .Select(metric => new { metric.Name, Tasks = Tasks(metric), Better = metric.LargerIsBetter ? "larger" : "smaller", Headline = metric.IsHeadline })
            .Where(row => call.Get(task) == "any" || row.Tasks.Contains(call.Get(task)))
            .ToList();
        if (call.Json)
        {
            call.WriteJson(new { Metrics = rows });
            return Task.FromResult(ExitCode.Success);
        }

        Listing.Write(
            call,
            ["metric", "tasks", "better", "in summaries"],
            rows.Select(row => (string[])[row.Name, string.Join(", ", row.Tasks), row.Better, row.Headline ? "yes" : "no"]));
        return Task.FromResult(ExitCode.Success);
    }

    private static string[] Tasks(Metric metric) => [.. Enum.GetValues<LearningTask>().Where(metric.Supports).Select(t => t.ToString().ToLowerInvariant())];
}

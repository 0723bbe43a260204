using System.CommandLine;
using Assay.Cli.Frame;
using Assay.Tracking;
using Assay.Tracking.Export;

namespace Assay.Cli.Commands;

/// <summary>Writes runs for other programs.</summary>
[Named("runs export")]
internal sealed class RunsExportCommand : AssayCommand
{
    private readonly Argument<string[]> runs = new("run") { Description = "Ids, or the unique beginnings of them; all runs when not given", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string> format = CommonOptions.Choice("--format", "The form", "csv", "csv", "parquet", "jsonl", "mlflow");
    private readonly Option<string?> output = new("--output") { Description = "File or, for mlflow, folder to make; standard output when not given", HelpName = "PATH" };
    private readonly Option<string> metrics = CommonOptions.Choice("--metrics", "The last value of each metric, a row a run, or every point, a row a point", "last", "last", "history");
    private readonly Option<string?> experiment = new("--experiment") { Description = "Only runs of this experiment", HelpName = "NAME" };
    private readonly Option<string> store = CommonOptions.Store();
    private readonly Option<string?> artifacts = CommonOptions.Artifacts();

    public override string Summary => "Write runs as CSV, Parquet, JSON lines or a folder MLflow reads";

    public override string Details =>
        "A folder for MLflow holds every point and file whatever --metrics says. Names that cannot be names of files there are changed and told.";

    public override IReadOnlyList<Example> Examples =>
    [
        new("assay runs export --output runs.csv", "a row a run"),
        new("assay runs export --format parquet --metrics history --output curves.parquet", "a row a point"),
        new("assay runs export --format mlflow --output mlruns", "for mlflow ui"),
    ];

    public override IReadOnlyList<Symbol> Symbols => [runs, format, output, metrics, experiment, store, artifacts];

    public override Task<ExitCode> RunAsync(Invocation call)
    {
        using var opened = Store.OpenExisting(call.Get(store), call.Get(artifacts));
        var options = new ExportOptions
        {
            Format = call.Get(format),
            Metrics = call.Get(metrics) is "history" ? MetricDetail.History : MetricDetail.Last,
            Experiment = call.Get(experiment),
            Runs = [.. call.Get(runs).Select(id => opened.Get(id).Id)],
        };
        if (call.Get(output) is not { } path)
        {
            if (call.Json)
            {
                throw new AssayException("usage.output-missing", "With --json, standard output holds the summary: say where the runs go with --output PATH.");
            }

            RunExport.Write(opened, call.Output, options, call.Cancellation);
            return Task.FromResult(ExitCode.Success);
        }

        Tell(call, RunExport.Write(opened, path, options, call.Cancellation), path);
        return Task.FromResult(ExitCode.Success);
    }

    private static void Tell(Invocation call, ExportReport report, string path)
    {
        foreach (var renamed in report.Renamed.Take(20))
        {
            call.Messages.WriteLine($"renamed: {Listing.OneLine(renamed)}");
        }

        if (call.Json)
        {
            call.WriteJson(report);
            return;
        }

        call.Output.WriteLine($"{path}: {report.Runs} runs, {report.Points} points, {report.Files} files, {report.Renamed.Count} names changed.");
    }
}

using System.CommandLine;
using Assay.Cli.Frame;
using Assay.Tracking;
using Assay.Tracking.Import;

namespace Assay.Cli.Commands;

/// <summary>Takes over runs that other systems kept.</summary>
[Named("runs import")]
internal sealed class RunsImportCommand : AssayCommand
{
    private static readonly TimeSpan tellEvery = TimeSpan.FromSeconds(1);
    private readonly Argument<string> path = new("path") { Description = "A folder mlruns, an MLflow database (SQLite), a folder of TensorBoard event files, or CSV files of W&B" };
    private readonly Option<string> from = CommonOptions.Choice("--from", "What it is", "auto", "auto", "mlflow", "tensorboard", "wandb");
    private readonly Option<string?> files = new("--files") { Description = "Where an MLflow database's files lie; mlruns or mlartifacts beside it when not given", HelpName = "PATH" };
    private readonly Option<string> store = CommonOptions.Store();
    private readonly Option<string?> artifacts = CommonOptions.Artifacts();

    public override string Summary => "Take over runs from MLflow, TensorBoard or W&B";

    public override string Details =>
        "Nothing is written where the runs come from. Importing again adds only what is new. Broken parts are told with file and line, the rest is taken; then the exit code is 3.";

    public override IReadOnlyList<Example> Examples =>
    [
        new("assay runs import mlruns", "MLflow's folder"),
        new("assay runs import mlflow.db --files mlartifacts", "MLflow's database with its files"),
        new("assay runs import logs --from tensorboard", "event files, a run a folder"),
    ];

    public override IReadOnlyList<Symbol> Symbols => [path, from, files, store, artifacts];

    public override Task<ExitCode> RunAsync(Invocation call)
    {
        using var opened = Store.Open(call.Get(store), call.Get(artifacts));
        var options = new ImportOptions
        {
            From = call.Get(from) is "auto" ? null : call.Get(from),
            Files = call.Get(files),
            Progress = new Lines(call.Messages),
        };
        var report = RunImport.Run(opened, call.Get(path), options, call.Cancellation);
        foreach (var problem in report.Problems)
        {
            call.Messages.WriteLine(Listing.OneLine(problem));
        }

        if (report.ProblemCount > report.Problems.Count)
        {
            call.Messages.WriteLine($"... and {report.ProblemCount - report.Problems.Count} more.");
        }

        if (call.Json)
        {
            call.WriteJson(report);
        }
        else
        {
            call.Output.WriteLine(Sentence(report));
        }

        return Task.FromResult(report.ProblemCount > 0 ? ExitCode.Input : ExitCode.Success);
    }

    private static string Sentence(ImportReport report) =>
        $"{report.From}: {report.Runs} runs ({report.Known} of them known), {report.Points} points and {report.Files} files added, {report.Models} registered models; "
        + $"{report.Deleted} deleted runs left out, {report.ProblemCount} problems.";

    private sealed class Lines(TextWriter target) : IProgress<ImportReport>
    {
        private long told = TimeProvider.System.GetTimestamp();

        public void Report(ImportReport value)
        {
            if (TimeProvider.System.GetElapsedTime(told) < tellEvery)
            {
                return;
            }

            told = TimeProvider.System.GetTimestamp();
            target.WriteLine($"{value.Runs} runs, {value.Points} points, {value.Files} files");
        }
    }
}

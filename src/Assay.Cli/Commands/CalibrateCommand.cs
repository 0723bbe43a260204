using System.CommandLine;
using System.Text.Json;
using Assay.Cli.Frame;
using Assay.Evaluation;
using Assay.Evaluation.Calibration;
using Assay.Evaluation.Report;
using Assay.Statistics;

namespace Assay.Cli.Commands;

/// <summary>Whether mending probabilities would help, and the map that does it.</summary>
[Named("calibrate")]
internal sealed class CalibrateCommand : AssayCommand
{
    private readonly Argument<string> model = new("model") { Description = "A model, a run, or a file of predictions", HelpName = "MODEL" };
    private readonly Argument<string?> data = new("data") { Description = "Labelled rows; a file of predictions with truth needs none", HelpName = "DATA", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> map = new("--map") { Description = "Write the best map here, for assay predict --calibration", HelpName = "FILE" };
    private readonly PredictionOptions predictions = new();
    private readonly ModelOptions models = new();
    private readonly Option<int> threads = CommonOptions.Threads();
    private readonly Option<ulong> seed = CommonOptions.Seed();

    /// <inheritdoc/>
    public override string Summary => "See whether probabilities need mending, by Platt, isotonic, temperature or beta, and how";

    /// <inheritdoc/>
    public override string Details =>
        "Every way is learnt on one half of the rows and judged on the other; gains have intervals that hold for all ways together. The map written with --map is the best way learnt "
        + "again on all rows; use rows the model was not trained on.";

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples =>
    [
        new("assay calibrate predictions.csv", "Predictions of any system, with truth."),
        new("assay calibrate MODEL held-out.csv --map calibration.json", "Learn a map on rows the model has not seen; assay predict --calibration applies it."),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Symbol> Symbols => [model, data, map, .. predictions.Symbols, .. models.Symbols, threads, seed];

    /// <inheritdoc/>
    public override Task<ExitCode> RunAsync(Invocation call)
    {
        var file = OutputFile.Of(call, map);
        var how = predictions.Read(call, call.Get(data), call.Get(threads));
        using var judged = JudgedSystem.Open(call.Get(model), how with { Model = models.Read(call, how.Read, call.Get(threads)) }, call.Cancellation);
        var rows = judged.Predictions;
        var found = Recalibration.Of(rows, new BootstrapOptions
        {
            Seed = call.Get(seed),
            Threads = call.Get(threads),
            Units = RowUnits.Find(rows.Data).Of,
            RowWeights = rows.Data.Weights.ToArray(),
            Cancellation = call.Cancellation,
        });
        var sentence = Sentence(rows, found);
        if (call.Json)
        {
            call.WriteJson(new { rows.Name, Rows = rows.Count, Sentence = sentence, found.Helps, Best = found.Best?.Method, found.ErrorBefore, found.Before, found.Halves, Trials = found.Trials.Select(t => new { t.Method, t.LogLossGain, t.BrierGain, t.ErrorAfter, t.Failure }), Map = found.Final });
        }
        else
        {
            Listing.Write(call, ["way", "log loss saved", "Brier saved", "calibration error after", "remark"], found.Trials.Select(t => (string[])[
                t.Method, t.Failure is null ? Figures.Gain(t.LogLossGain) : "", t.Failure is null ? Figures.Gain(t.BrierGain) : "", double.IsNaN(t.ErrorAfter) ? "" : Figures.Significant(t.ErrorAfter), t.Failure ?? ""]));
            call.Output.WriteLine(sentence);
        }

        if (file is not null && found.Final is { } fit)
        {
            file.Write(JsonSerializer.Serialize(fit, JsonRules.Indented) + "\n");
        }

        return Task.FromResult(ExitCode.Success);
    }

    private static string Sentence(Predictions rows, Recalibration found) => found.Best is not { } best
        ? "No way could be learnt on these rows."
        : found.Helps
            ? $"Mend {rows.Name} by {best.Method}: it saves {Figures.Of(best.LogLossGain)} of log loss against {found.Before} on {Figures.Count(rows.Count / 2)} rows it did not learn from."
            : $"{rows.Name} needs no mending that these rows could show: the best of {found.Trials.Count} ways, {best.Method}, saves {Figures.Of(best.LogLossGain)} of log loss against {found.Before}.";
}

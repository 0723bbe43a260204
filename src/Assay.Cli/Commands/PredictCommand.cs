using System.CommandLine;
using System.Globalization;
using Assay.Cli.Frame;
using Assay.Data;
using Assay.Development;
using Assay.Tracking;

namespace Assay.Cli.Commands;

/// <summary>Predictions of a model folder for the rows of a file.</summary>
[Named("predict")]
internal sealed class PredictCommand : AssayCommand
{
    private readonly Argument<string> model = new("model") { Description = "A model folder, as assay develop printed it", HelpName = "MODEL" };
    private readonly Argument<string> data = new("data") { Description = "CSV, TSV, Parquet or JSON lines, gzip or not; the target may be missing", HelpName = "DATA" };
    private readonly Option<string?> output = new("--output") { Description = "Write the predictions to this CSV file instead of standard output", HelpName = "FILE" };

    /// <inheritdoc/>
    public override string Summary => "Predict the rows of a file with a model folder, with confidence";

    /// <inheritdoc/>
    public override string Details =>
        "Writes one line a row, in the file's order: for classes the predicted class, its probability and one probability a class; for "
        + "numbers the prediction and a 95 % interval from out-of-fold residuals. The same model and row give the same bits everywhere.";

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples =>
    [
        new("assay predict .assay/artifacts/models/ID loans-new.csv > predictions.csv", "One line a row, in the same order."),
        new("assay predict MODEL loans-new.parquet --json", "The same as one JSON document."),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Symbol> Symbols => [model, data, output];

    /// <inheritdoc/>
    public override Task<ExitCode> RunAsync(Invocation call)
    {
        var packaged = PackagedModel.Load(call.Get(model));
        var (rows, predicted) = packaged.Predict(call.Get(data));
        foreach (var note in rows.Notes)
        {
            call.Messages.WriteLine(note);
        }

        var lines = PredictedRow.Of(packaged.Schema, predicted);
        if (call.Json)
        {
            call.WriteJson(new { model = packaged.Schema.Name, run = packaged.Schema.Run, rows = lines.Count, predictions = lines, notes = rows.Notes });
        }
        else if (call.Get(output) is { } file)
        {
            Folder.WriteFile(file, stream => Write(new StreamWriter(stream), packaged.Schema, lines));
            call.Messages.WriteLine($"{lines.Count} predictions in {file}");
        }
        else
        {
            Write(call.Output, packaged.Schema, lines);
        }

        return Task.FromResult(ExitCode.Success);
    }

    private static void Write(TextWriter writer, ModelSchema schema, IReadOnlyList<PredictedRow> rows)
    {
        writer.WriteLine(schema.Task == LearningTask.Regression
            ? "row,prediction,low,high"
            : "row,prediction,probability," + string.Join(',', schema.Classes.Select(c => Quote("probability " + c))));
        foreach (var row in rows)
        {
            writer.Write(row.Row.ToString(CultureInfo.InvariantCulture) + ",");
            writer.WriteLine(row.Class is { } name
                ? $"{Quote(name)},{Plain(row.Probability!.Value)},{string.Join(',', row.Probabilities!.Select(Plain))}"
                : $"{Plain(row.Value!.Value)},{Plain(row.Low!.Value)},{Plain(row.High!.Value)}");
        }

        writer.Flush();
    }

    private static string Plain(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    // RFC 4180; a leading = + - @ is not touched, because these are class names the user's own table brought.
    private static string Quote(string text) =>
        text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
}

using System.CommandLine;
using System.Globalization;
using Assay.Cli.Frame;
using Assay.Data;
using Assay.Development;
using Assay.Evaluation;
using Assay.Evaluation.Calibration;
using Assay.Evaluation.Models;
using Assay.Tracking;

namespace Assay.Cli.Commands;

/// <summary>Predictions of a model folder for the rows of a file.</summary>
[Named("predict")]
internal sealed class PredictCommand : AssayCommand
{
    private readonly Argument<string> model = new("model") { Description = "A model folder, as assay develop printed it", HelpName = "MODEL" };
    private readonly Argument<string> data = new("data") { Description = "CSV, TSV, Parquet or JSON lines, gzip or not; the target may be missing; - reads a CSV from standard input", HelpName = "DATA" };
    private readonly Option<string?> output = new("--output") { Description = "Write the predictions to this CSV file instead of standard output", HelpName = "FILE" };

    private readonly Option<string?> calibration = new("--calibration") { Description = "Mend the probabilities with this map of assay calibrate", HelpName = "FILE" };

    /// <summary>Where the table <c>-</c> comes from; tests give another.</summary>
    internal Func<Stream> StandardInput { get; init; } = Console.OpenStandardInput;

    /// <inheritdoc/>
    public override string Summary => "Predict the rows of a file with a model folder, with confidence";

    /// <inheritdoc/>
    public override string Details =>
        "Writes one line a row, in the file's order, with the row's number and its id where the table has a column of ids: for classes the predicted class, its probability and one probability a class; for "
        + "numbers the prediction and a 95 % interval from out-of-fold residuals. The same model and row give the same bits everywhere.";

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples =>
    [
        new("assay predict .assay/artifacts/models/ID loans-new.csv > predictions.csv", "One line a row, in the same order."),
        new("assay predict MODEL loans-new.parquet --json", "The same as one JSON document."),
        new("assay predict MODEL loans-new.csv --calibration calibration.json", "With probabilities mended by a map of assay calibrate."),
        new("cat loans-new.csv | assay predict MODEL - > predictions.csv", "Rows from another program."),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Symbol> Symbols => [model, data, output, calibration];

    /// <inheritdoc/>
    public override Task<ExitCode> RunAsync(Invocation call)
    {
        if (call.Get(output) is { } asked && !Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(asked))))
        {
            throw new AssayException("data.folder-missing", $"There is no folder for \"{asked}\". Make it first, or give --output another path.");
        }

        var packaged = PackagedModel.Load(call.Get(model));
        var (rows, predicted) = call.Get(data) == "-" ? PredictInput(packaged, call.Cancellation) : packaged.Predict(call.Get(data));
        foreach (var note in rows.Notes)
        {
            call.Messages.WriteLine(note);
        }

        var lines = PredictedRow.Of(packaged.Schema, call.Get(calibration) is { } map ? RecalibrationFile.Read(map, packaged.Schema).Apply(predicted) : predicted);
        var ids = rows.With(ColumnRole.RowId);
        if (call.Json)
        {
            var predictions = lines.Select(r => new { r.Row, Id = ids?.Show(r.Row), r.Class, r.Probability, r.Probabilities, r.Value, r.Low, r.High });
            call.WriteJson(new { model = packaged.Schema.Name, run = packaged.Schema.Run, rows = lines.Count, predictions, notes = rows.Notes });
        }
        else if (call.Get(output) is { } file)
        {
            Folder.WriteFile(file, stream => Write(new StreamWriter(stream), packaged.Schema, lines, ids));
            call.Messages.WriteLine($"{lines.Count} predictions in {file}");
        }
        else
        {
            Write(call.Output, packaged.Schema, lines, ids);
        }

        return Task.FromResult(ExitCode.Success);
    }

    // The reader looks at a file more than once, which a stream does not allow.
    private (Dataset Rows, double[] Predicted) PredictInput(PackagedModel packaged, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("assay-").FullName;
        try
        {
            var path = Path.Combine(folder, "standard-input.csv");
            using (var input = StandardInput())
            using (var copy = File.Create(path))
            {
                input.CopyToAsync(copy, cancellation).GetAwaiter().GetResult();
            }

            return packaged.Predict(path);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Write(TextWriter writer, ModelSchema schema, IReadOnlyList<PredictedRow> rows, Column? ids)
    {
        writer.Write("row," + (ids is null ? "" : PredictionCsv.Quoted(ids.Name) + ","));
        writer.WriteLine(schema.Task == LearningTask.Regression
            ? "prediction,low,high"
            : "prediction,probability," + string.Join(',', schema.Classes.Select(c => PredictionCsv.Quoted("probability " + c))));
        foreach (var row in rows)
        {
            writer.Write(row.Row.ToString(CultureInfo.InvariantCulture) + ",");
            writer.Write(ids is null ? "" : PredictionCsv.Quoted(ids.Show(row.Row) ?? "") + ",");
            writer.WriteLine(row.Class is { } name
                ? $"{PredictionCsv.Quoted(name)},{PredictionCsv.Plain(row.Probability!.Value)},{string.Join(',', row.Probabilities!.Select(PredictionCsv.Plain))}"
                : $"{PredictionCsv.Plain(row.Value!.Value)},{PredictionCsv.Plain(row.Low!.Value)},{PredictionCsv.Plain(row.High!.Value)}");
        }

        writer.Flush();
    }
}

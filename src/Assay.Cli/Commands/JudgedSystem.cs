using System.Globalization;
using Assay.Cli.Frame;
using Assay.Data;
using Assay.Evaluation;
using Assay.Evaluation.Comparing;
using Assay.Evaluation.Models;
using Assay.Tracking;

namespace Assay.Cli.Commands;

/// <summary>A system named on a command line: a file of predictions, a model from anywhere, or a recorded run.</summary>
/// <param name="Predictions">What it predicts for labelled rows.</param>
/// <param name="Costs">What is known of its cost beside the columns of its file.</param>
/// <param name="Model">The model, to score other rows with; null where there is none.</param>
internal sealed record JudgedSystem(Predictions Predictions, Costs Costs, EvaluatedModel? Model) : IDisposable
{
    /// <summary>The rows a run's model learnt from, for baselines; null where they are not known.</summary>
    public Dataset? Train { get; private init; }

    /// <summary>Finds out what was named and reads it.</summary>
    /// <param name="named">A path, an address, a command, or a run's id.</param>
    /// <param name="how">How files are read, where labelled rows and runs are.</param>
    /// <param name="cancellation">Ends it.</param>
    public static JudgedSystem Open(string named, JudgedSystemOptions how, CancellationToken cancellation)
    {
        if (ModelSource.Recognises(named))
        {
            return OfModel(named, how, cancellation);
        }

        if (!File.Exists(named) && (named.Contains('/', StringComparison.Ordinal) || Path.HasExtension(named)))
        {
            throw new AssayException("data.file-missing", $"There is no file or folder \"{named}\".");
        }

        return File.Exists(named) ? new(PredictionFile.Read(named, how.Columns with { Kind = how.Model.Kind }, how.Labelled.Value), Costs.None, null) : OfRun(named, how, cancellation);
    }

    /// <inheritdoc/>
    public void Dispose() => Model?.Dispose();

    private static JudgedSystem OfModel(string source, JudgedSystemOptions how, CancellationToken cancellation)
    {
        var path = how.Data ?? throw new AssayException("usage.data", $"\"{source}\" is a model: say which labelled rows it should be judged on.");
        var model = ModelSource.Open(source, how.Model);
        try
        {
            if (model.Schema is null && how.Read.Target is null)
            {
                throw new AssayException("usage.target", $"\"{source}\" does not say what it predicts: name the column of {Path.GetFileName(path)} with the truth with --target COL.");
            }

            var rows = ModelPredictions.Read(model, path, how.Read);
            RefuseTrainingRows(model, path, rows);
            // A file or folder goes by its name; an address by what it shows of itself, which is no password.
            var name = File.Exists(source) || Directory.Exists(source) ? Path.GetFileName(Path.TrimEndingDirectorySeparator(source)) : model.Name;
            return new(ModelPredictions.Of(model, rows, cancellation) with { Name = name }, Size(source), model);
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    private static void RefuseTrainingRows(EvaluatedModel model, string path, Dataset rows)
    {
        if (model.Recorded is { } schema && schema.Fingerprint.Unordered == rows.Fingerprint.Unordered)
        {
            throw new AssayException(
                "data.rows-of-training",
                $"{Path.GetFileName(path)} holds the rows {schema.Name} was developed on, so its score there says nothing. Give rows it has not seen, or name its run instead of its folder to judge the locked test part: {schema.Run}.");
        }
    }

    private static JudgedSystem OfRun(string named, JudgedSystemOptions how, CancellationToken cancellation)
    {
        try
        {
            using var store = Store.OpenExisting(how.Store, how.Artifacts);
            var run = store.Get(named);
            var costs = run.Metrics.TryGetValue("model-bytes", out var size) ? SizeOf(size.Last) : Costs.None;
            var folder = Path.Combine(store.ArtifactFolder, "models", run.Id);
            var tested = RunPredictions.Read(store, run.Id);
            return how.Data is { } data && Directory.Exists(folder) ? WithRows(tested, costs, (folder, data), cancellation) : new(tested, costs, null);
        }
        catch (AssayException missing) when (missing.Code is "store.missing" or "store.run-missing")
        {
            throw new AssayException("usage.system-unknown", $"\"{named}\" is neither a file of predictions nor a model nor a recorded run ({missing.Message})", missing);
        }
    }

    // The locked test part with all its columns, scored again by the packaged model.
    private static JudgedSystem WithRows(Predictions tested, Costs costs, (string Folder, string Data) from, CancellationToken cancellation)
    {
        var model = ModelSource.Open(from.Folder, new ModelSourceOptions());
        try
        {
            var whole = Dataset.Read(from.Data, model.Schema!);
            if (whole.Fingerprint.Unordered != model.Recorded!.Fingerprint.Unordered)
            {
                throw new AssayException(
                    "data.not-the-runs-table",
                    $"{Path.GetFileName(from.Data)} is not the table of this run (its cells differ), so its test rows cannot be found in it. Give that table, or the model folder and rows it has not seen: {from.Folder}.");
            }

            int[] test = [.. tested.Ids.Select(id => int.Parse(id, CultureInfo.InvariantCulture))];
            var learnt = ModelPredictions.WithTruth(whole.Taking([.. whole.All.Rows.Except(test)]));
            return new(ModelPredictions.Of(model, whole.Taking(test), cancellation) with { Name = tested.Name }, costs, model) { Train = learnt.RowCount > 0 ? learnt : null };
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    private static Costs Size(string source) =>
        File.Exists(source) ? SizeOf(new FileInfo(source).Length)
        : Directory.Exists(source) ? SizeOf(new DirectoryInfo(source).EnumerateFiles("*", SearchOption.AllDirectories).Sum(f => f.Length))
        : Costs.None;

    private static Costs SizeOf(double bytes) => new(new Dictionary<string, double[]> { ["size"] = [bytes] });
}

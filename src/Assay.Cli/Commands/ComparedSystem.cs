using Assay.Cli.Frame;
using Assay.Data;
using Assay.Evaluation;
using Assay.Evaluation.Comparing;
using Assay.Evaluation.Models;
using Assay.Tracking;

namespace Assay.Cli.Commands;

/// <summary>One of the systems named on a command line: a file of predictions, a model folder or a recorded run.</summary>
/// <param name="Predictions">What it predicts.</param>
/// <param name="Costs">What is known of its cost beside the columns of its file.</param>
/// <param name="Model">The model; null for a file or a run.</param>
internal sealed record ComparedSystem(Predictions Predictions, Costs Costs, EvaluatedModel? Model) : IDisposable
{
    /// <summary>Finds out what was named and reads it.</summary>
    /// <param name="named">A path, or a run's id.</param>
    /// <param name="how">How files are read, where labelled rows and runs are.</param>
    /// <param name="cancellation">Ends it.</param>
    public static ComparedSystem Open(string named, ComparedSystemOptions how, CancellationToken cancellation)
    {
        if (Directory.Exists(named))
        {
            return OfModel(named, how, cancellation);
        }

        if (File.Exists(named))
        {
            return new(PredictionFile.Read(named, how.Columns, how.Labelled.Value), Costs.None, null);
        }

        try
        {
            using var store = Store.OpenExisting(how.Store, how.Artifacts);
            var bytes = store.Get(named).Metrics.TryGetValue("model-bytes", out var size) ? size.Last : double.NaN;
            return new(RunPredictions.Read(store, named, how.Labelled.Value), double.IsNaN(bytes) ? Costs.None : SizeOf(bytes), null);
        }
        catch (AssayException unknown) when (unknown.Code is "store.run-missing" or "store.missing")
        {
            throw new AssayException("usage.system-unknown", $"\"{named}\" is neither a file of predictions nor a model folder nor a recorded run ({unknown.Message}).", unknown);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Model?.Dispose();

    private static ComparedSystem OfModel(string folder, ComparedSystemOptions how, CancellationToken cancellation)
    {
        var packaged = PackagedModel.Load(folder);
        var path = how.Data ?? throw new AssayException("usage.data", $"\"{folder}\" is a model: say which labelled rows it should be judged on with --data FILE.");
        var model = new FolderModel(packaged);
        var predictions = ModelPredictions.Of(model, path, how.Read, cancellation);
        if (predictions.Data.Fingerprint.Unordered == packaged.Schema.Fingerprint.Unordered)
        {
            model.Dispose();
            throw new AssayException(
                "data.rows-of-training",
                $"{Path.GetFileName(path)} holds the rows {packaged.Schema.Name} was trained on, so its score there says nothing. Give rows it has not seen, or compare the run's locked test part: {packaged.Schema.Run}.");
        }

        return new(predictions with { Name = $"{packaged.Schema.Name} in {Path.GetFileName(Path.TrimEndingDirectorySeparator(folder))}" }, SizeOf(new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(f => f.Length)), model);
    }

    private static Costs SizeOf(double bytes) => new(new Dictionary<string, double[]> { ["size"] = [bytes] });
}

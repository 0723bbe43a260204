using Assay.Data;
using Assay.Tracking;

namespace Assay.Evaluation;

/// <summary>The predictions a development run made for its locked test part.</summary>
public static class RunPredictions
{
    /// <summary>The file of a run that holds them.</summary>
    internal const string File = "test-predictions.csv";

    /// <summary>Reads them from the store, with the columns of the table beside them when it is given.</summary>
    /// <param name="store">The store.</param>
    /// <param name="id">The run's id, the unique beginning of it, or <c>latest</c>.</param>
    /// <param name="labelled">The run's table, joined by row number; null for truth and predictions alone.</param>
    /// <exception cref="AssayException"><c>store.run-missing</c> and the like; <c>store.run-without-predictions</c> for a run that did not get so far.</exception>
    public static Predictions Read(Store store, string id, Dataset? labelled = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        var run = store.Get(id);
        if (store.Artifacts(run.Id).All(a => a.Name != File))
        {
            throw new AssayException(
                "store.run-without-predictions",
                $"Run {run.Id} ({run.Name}) has no {File}: it did not get so far, or an earlier version made it. Develop again, or compare its model folder on other rows with --data.");
        }

        var folder = Directory.CreateTempSubdirectory("assay-").FullName;
        try
        {
            var path = Path.Combine(folder, File);
            using (var file = new FileStream(path, FileMode.CreateNew))
            {
                store.CopyArtifact(run.Id, File, file);
            }

            return PredictionFile.Read(path, Columns(path, run), labelled) with { Name = run.Tags.GetValueOrDefault("assay.champion") is { } champion ? $"{champion} of run {run.Id[..8]}" : $"run {run.Id[..8]}" };
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static PredictionColumns Columns(string path, RunRecord run)
    {
        var header = System.IO.File.ReadLines(path).First().Split(',');
        return new PredictionColumns
        {
            Id = "row",
            Truth = "truth",
            Predicted = "prediction",
            // Written by Assay, which leaves no cell empty: a class may be called NA.
            Missing = [],
            Group = header.Contains("group") ? "group" : null,
            Weight = header.Contains("weight") ? "weight" : null,
            Task = Enum.TryParse<LearningTask>(run.Parameters.GetValueOrDefault("task"), ignoreCase: true, out var task) ? task : null,
            Positive = run.Parameters.GetValueOrDefault("positive"),
        };
    }
}

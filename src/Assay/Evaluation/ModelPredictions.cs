using Assay.Data;
using Assay.Evaluation.Models;

namespace Assay.Evaluation;

/// <summary>What a model predicts for labelled rows.</summary>
public static class ModelPredictions
{
    /// <summary>Reads labelled rows the way the model's table was read, or as told.</summary>
    /// <param name="model">The model.</param>
    /// <param name="path">The labelled rows.</param>
    /// <param name="told">How to read them when the model does not say.</param>
    /// <exception cref="AssayException"><c>data.truth-missing</c> when rows have no truth; those of <see cref="Dataset.Read(string, ReadOptions)"/>.</exception>
    public static Dataset Read(EvaluatedModel model, string path, ReadOptions told)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(told);
        var data = model.Schema is { } schema ? Dataset.Read(path, schema) : Dataset.Read(path, told);
        var without = data.Target.Span.IndexOf(double.NaN);
        return without < 0
            ? data
            : throw new AssayException(
                "data.truth-missing",
                $"{data.Name} has no \"{data.TargetName}\" in {data.Target.ToArray().Count(double.IsNaN)} of {data.RowCount} rows (the first is row {without}). A model can only be judged where the truth is known: leave those rows out.");
    }

    /// <summary>Predicts labelled rows.</summary>
    public static Predictions Of(EvaluatedModel model, Dataset data, CancellationToken cancellation) =>
        new(model.Name, data, model.Predict(data.All, cancellation), data.Task == LearningTask.Regression ? PredictionKind.Value : model.Kind) { Ids = data.With(ColumnRole.RowId) is null ? [] : RowNames.Of(data) };
}

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

    /// <summary>Reads the table a model learnt from the way the judged rows were read, for baselines: rows without one of their classes are left out.</summary>
    /// <param name="path">The table.</param>
    /// <param name="judged">The judged rows.</param>
    /// <exception cref="AssayException"><c>data.truth-missing</c> when no row has a target; those of <see cref="Dataset.Read(string, TableSchema)"/>.</exception>
    public static Dataset ReadTraining(string path, Dataset judged)
    {
        ArgumentNullException.ThrowIfNull(judged);
        var told = judged.ToSchema();
        // Columns the training table does not have are of no use to a baseline fitted there; they are no fault.
        var data = Dataset.Read(path, told with { Columns = [.. told.Columns.Select(c => c.Role is ColumnRole.Feature or ColumnRole.Time ? c with { Role = ColumnRole.Existing } : c)] });
        var roles = told.Columns.ToDictionary(c => c.Name, StringComparer.Ordinal);
        data = data with { Schema = [.. data.Schema.Select(c => roles[c.Name])] };
        return WithTruth(data) is { RowCount: > 0 } known
            ? known
            : throw new AssayException("data.truth-missing", $"{data.Name} has no row with a known \"{data.TargetName}\", so nothing can be fitted on it. Give the table the model was trained on with --train.");
    }

    /// <summary>The rows whose truth is known.</summary>
    public static Dataset WithTruth(Dataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        var target = data.Target;
        int[] known = [.. data.All.Rows.Where(r => !double.IsNaN(target.Span[r]))];
        return known.Length == data.RowCount ? data : data.Taking(known);
    }

    /// <summary>Predicts labelled rows.</summary>
    public static Predictions Of(EvaluatedModel model, Dataset data, CancellationToken cancellation) =>
        new(model.Name, data, model.Predict(data.All, cancellation), data.Task == LearningTask.Regression ? PredictionKind.Value : model.Kind) { Ids = data.With(ColumnRole.RowId) is null ? [] : RowNames.Of(data) };
}

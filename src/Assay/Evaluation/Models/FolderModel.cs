using Assay.Data;

namespace Assay.Evaluation.Models;

/// <summary>A model folder that <c>assay develop</c> packaged.</summary>
internal sealed class FolderModel(PackagedModel packaged) : EvaluatedModel
{
    /// <inheritdoc/>
    public override string Name => packaged.Schema.Name;

    /// <inheritdoc/>
    public override TableSchema Schema { get; } = new(packaged.Schema.Columns, packaged.Schema.Task, packaged.Schema.Classes);

    /// <inheritdoc/>
    public override ModelSchema Recorded => packaged.Schema;

    /// <inheritdoc/>
    public override PredictionKind Kind => Schema.Task == LearningTask.Regression ? PredictionKind.Value : PredictionKind.Probability;

    /// <inheritdoc/>
    /// <exception cref="AssayException"><c>model.outputs</c>, <c>model.classes-differ</c> when the target is another one than the model's.</exception>
    public override double[] Predict(Sample rows, CancellationToken cancellation)
    {
        var own = packaged.Model.Predict(rows with { Data = SchemaAlignment.Of(rows.Data, Schema) });
        if (rows.Data.Task == Schema.Task && rows.Data.Classes.SequenceEqual(Schema.Classes))
        {
            return own;
        }

        // A table read on its own may count the other class as positive.
        var width = packaged.Model.Outputs;
        var columns = ClassColumns.Of(rows.Data, Schema.Classes, (width, Kind), Name);
        var placed = new double[rows.Count * columns.Outputs];
        for (var row = 0; row < rows.Count; row++)
        {
            columns.Place(own.AsSpan(row * width, width), placed.AsSpan(row * columns.Outputs, columns.Outputs));
        }

        return placed;
    }
}

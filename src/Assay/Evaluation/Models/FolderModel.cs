using Assay.Data;

namespace Assay.Evaluation.Models;

/// <summary>A model folder that <c>assay develop</c> packaged.</summary>
public sealed class FolderModel(PackagedModel packaged) : EvaluatedModel
{
    /// <inheritdoc/>
    public override string Name => packaged.Schema.Name;

    /// <inheritdoc/>
    public override TableSchema Schema { get; } = new(packaged.Schema.Columns, packaged.Schema.Task, packaged.Schema.Classes);

    /// <inheritdoc/>
    public override double[] Predict(Sample rows, CancellationToken cancellation) => packaged.Model.Predict(rows with { Data = SchemaAlignment.Of(rows.Data, Schema) });
}

namespace Assay.Data;

/// <summary>What a trained model knows of its table: enough to read another file the same way.</summary>
/// <param name="Columns">One entry a column, in the order of the training table, the target among them.</param>
/// <param name="Task">What is predicted.</param>
/// <param name="Classes">Class names in index order; empty for regression.</param>
public sealed record TableSchema(IReadOnlyList<ColumnInfo> Columns, LearningTask Task, IReadOnlyList<string> Classes);

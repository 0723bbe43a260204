namespace Assay.Evaluation.Checks;

/// <summary>One cell before and after.</summary>
/// <param name="Column">The column's name.</param>
/// <param name="From">The cell as a person reads it; null when missing.</param>
/// <param name="To">The cell after the change.</param>
public sealed record CellChange(string Column, string? From, string? To);

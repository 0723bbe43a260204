namespace Assay.Evaluation.Differences;

/// <summary>A cell that changed; null is missing.</summary>
/// <param name="Column">Its column.</param>
/// <param name="Before">The cell before.</param>
/// <param name="After">The cell after.</param>
public sealed record CellDifference(string Column, string? Before, string? After);

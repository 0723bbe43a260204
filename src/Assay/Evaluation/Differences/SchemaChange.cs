namespace Assay.Evaluation.Differences;

/// <summary>A difference of columns.</summary>
/// <param name="Change"><c>added</c>, <c>removed</c>, <c>renamed</c>, <c>moved</c>, <c>type</c>, <c>nullable</c> (cells are missing now) or <c>not-nullable</c>.</param>
/// <param name="Column">The column, by its first name where it has two.</param>
/// <param name="Before">Name, type or number of missing cells before, as the change asks for.</param>
/// <param name="After">The same after.</param>
public sealed record SchemaChange(string Change, string Column, string? Before, string? After)
{
    /// <summary>For a renamed column the share of cells found again, from 0 to 1.</summary>
    public double? Similarity { get; init; }
}

namespace Assay.Evaluation.Differences;

/// <summary>A row that was added, removed or changed.</summary>
/// <param name="Change"><c>added</c>, <c>removed</c> or <c>changed</c>.</param>
/// <param name="Key">The cells that name it; its number in the file, from 0, where there is no key.</param>
/// <param name="Cells">Of a changed row the cells that changed; of another all, with one side null.</param>
public sealed record RowDifference(string Change, IReadOnlyList<string> Key, IReadOnlyList<CellDifference> Cells);

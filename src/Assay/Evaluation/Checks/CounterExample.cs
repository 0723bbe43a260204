namespace Assay.Evaluation.Checks;

/// <summary>One row that breaks what a check asked, with the smallest change found that does it.</summary>
/// <param name="Row">The row's id, or its number in the file.</param>
/// <param name="Changes">The cells that were changed; empty when nothing was.</param>
/// <param name="Before">The prediction without the change, for people.</param>
/// <param name="After">The prediction with it.</param>
public sealed record CounterExample(string Row, IReadOnlyList<CellChange> Changes, string Before, string After);

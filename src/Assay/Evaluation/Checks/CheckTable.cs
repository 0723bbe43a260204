namespace Assay.Evaluation.Checks;

/// <summary>Numbers of a check as a table of texts.</summary>
/// <param name="Headings">One a column.</param>
/// <param name="Rows">As many cells each as there are headings.</param>
public sealed record CheckTable(IReadOnlyList<string> Headings, IReadOnlyList<IReadOnlyList<string>> Rows);

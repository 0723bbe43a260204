namespace Assay.Evaluation.Differences;

/// <summary>The cells of one column of one table in numbers.</summary>
/// <param name="Type">Whole number, number, date or text.</param>
/// <param name="Missing">Cells without a value.</param>
/// <param name="Distinct">Different values.</param>
/// <param name="DistinctIsEstimate">Whether that is an estimate, to about one percent.</param>
/// <param name="Quantiles">Of numbers and dates: least, 5, 25, 50, 75, 95 percent, largest (linear between neighbours); empty for texts.</param>
public sealed record ColumnState(string Type, long Missing, long Distinct, bool DistinctIsEstimate, IReadOnlyList<string> Quantiles);

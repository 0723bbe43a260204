using Assay.Statistics;

namespace Assay.Development;

/// <summary>How much the metric loses when one column is shuffled on the test rows.</summary>
/// <param name="Column">The column.</param>
/// <param name="Loss">Loss of the metric (positive: the column helps) with its interval.</param>
public sealed record ColumnImportance(string Column, Interval Loss);

namespace Assay.Tuning;

/// <summary>An intermediate value of a trial.</summary>
/// <param name="Step">How far it is: epochs, rows, folds; growing within a trial.</param>
/// <param name="Value">The objective so far; NaN when it is undefined.</param>
public sealed record TrialReport(long Step, double Value);

namespace Assay.Tracking;

/// <summary>A metric of a run in short: the last point and the range of all.</summary>
/// <param name="Last">Value of the last point: the one with the highest step, then time, then value (NaN lowest), as MLflow has it.</param>
/// <param name="Step">Step of the last point.</param>
/// <param name="Lowest">Smallest value that is a number; NaN when there is none.</param>
/// <param name="Highest">Largest value that is a number; NaN when there is none.</param>
/// <param name="Count">Number of points, at least 1.</param>
public sealed record MetricSummary(double Last, long Step, double Lowest, double Highest, long Count);

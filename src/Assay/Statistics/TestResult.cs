namespace Assay.Statistics;

/// <summary>A statistic with its p value.</summary>
/// <param name="Statistic">The statistic; NaN when undefined.</param>
/// <param name="P">Its p value; NaN when undefined.</param>
public readonly record struct TestResult(double Statistic, double P);

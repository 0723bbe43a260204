namespace Assay.Statistics;

/// <summary>The difference of two numbers over the same rows.</summary>
/// <param name="Difference">First minus second, with its interval.</param>
/// <param name="P">Two-sided p value of no difference; NaN when undefined.</param>
public sealed record PairedDifference(Interval Difference, double P);

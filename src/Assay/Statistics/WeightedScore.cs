namespace Assay.Statistics;

/// <summary>A number over fixed rows as a function of one weight a row; NaN when undefined. Safe to call from several threads.</summary>
/// <param name="weights">One weight a row, at least 0; a row of weight 0 does not exist.</param>
public delegate double WeightedScore(ReadOnlySpan<double> weights);

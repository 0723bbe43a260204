namespace Assay.Metrics;

/// <summary>A metric of fixed rows as a function of one weight a row; NaN when undefined. Safe to call from several threads.</summary>
public delegate double WeightedScore(ReadOnlySpan<double> weights);

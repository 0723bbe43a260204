using Assay.Statistics;

namespace Assay.Evaluation.Comparing;

/// <summary>The main metric of two systems over some of the rows.</summary>
/// <param name="Slice">Which rows, such as <c>sex = Female</c>.</param>
/// <param name="Rows">How many rows.</param>
/// <param name="Gain">What the second gains over the first there, at a level corrected for the number of slices (Bonferroni).</param>
/// <param name="State">Whether the loss stays within the limit.</param>
public sealed record SliceComparison(string Slice, int Rows, Interval Gain, LimitState State);

namespace Assay.Evaluation.Slices;

/// <summary>What SliceLine's search found.</summary>
/// <param name="Slices">Those with the best scores above 0, best first; ties in order of conditions.</param>
/// <param name="ValidSlices">Slices with enough rows and a positive sum of losses; null when they were not counted.</param>
/// <param name="Rows">Rows searched.</param>
/// <param name="MeanError">The mean loss of all rows.</param>
public sealed record SliceLineResult(IReadOnlyList<ScoredSlice> Slices, long? ValidSlices, int Rows, double MeanError);

using Assay.Language.Runs;

namespace Assay.Language.Comparing;

/// <summary>A figure with the scores it is made of.</summary>
/// <param name="Cell">The figure.</param>
/// <param name="Samples">Scores of documents; null without samples.</param>
/// <param name="Units">The unit of every sample.</param>
/// <param name="HigherIsBetter">Which way the metric runs.</param>
internal sealed record ScoredBenchmark(BenchmarkCell Cell, IReadOnlyList<SampleScore>? Samples, DocumentUnits Units, bool HigherIsBetter);

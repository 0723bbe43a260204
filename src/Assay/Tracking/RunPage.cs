namespace Assay.Tracking;

/// <summary>One page of a list of runs.</summary>
/// <param name="Runs">Newest first.</param>
/// <param name="Next">What to pass as <see cref="RunFilter.After"/> for the next page; null at the end.</param>
public sealed record RunPage(IReadOnlyList<RunRecord> Runs, string? Next);

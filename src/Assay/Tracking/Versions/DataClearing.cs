namespace Assay.Tracking.Versions;

/// <summary>What clearing up removed.</summary>
/// <param name="Versions">Versions that were let go, as name and number.</param>
/// <param name="Objects">Objects that nothing used.</param>
/// <param name="Bytes">The room they took.</param>
public sealed record DataClearing(IReadOnlyList<string> Versions, long Objects, long Bytes);

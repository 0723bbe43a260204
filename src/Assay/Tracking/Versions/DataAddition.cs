namespace Assay.Tracking.Versions;

/// <summary>What came of adding data.</summary>
/// <param name="Version">The version that holds it.</param>
/// <param name="Unchanged">Whether the newest version held it already, so that none was made.</param>
/// <param name="FilesRead">Files whose content was read; the others were known by their stamp.</param>
public sealed record DataAddition(DataVersion Version, bool Unchanged, long FilesRead);

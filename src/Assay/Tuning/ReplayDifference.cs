using Assay.Tuning.Spaces;

namespace Assay.Tuning;

/// <summary>A trial for which a replay proposes something else than the journal has.</summary>
/// <param name="Number">The trial.</param>
/// <param name="Recorded">What was tried.</param>
/// <param name="Proposed">What would be tried now.</param>
public sealed record ReplayDifference(int Number, Configuration Recorded, Configuration Proposed);

namespace Assay.Development;

/// <summary>One of the four phases and what was tried in it.</summary>
/// <param name="Name"><c>before-ml</c>, <c>simple</c>, <c>optimised</c> or <c>complex</c>.</param>
/// <param name="Candidates">In the order tried.</param>
public sealed record PhaseResult(string Name, IReadOnlyList<CandidateResult> Candidates)
{
    /// <summary>The name of the phase's best candidate, or null when none finished.</summary>
    public string? Best { get; init; }
}

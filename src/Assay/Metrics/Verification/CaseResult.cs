namespace Assay.Metrics.Verification;

/// <summary>What became of one case.</summary>
/// <param name="Id">The case's id.</param>
/// <param name="Function">The function it names.</param>
/// <param name="Failure">What differs; null when it passed.</param>
public sealed record CaseResult(string Id, string Function, string? Failure)
{
    /// <summary>Whether everything agreed.</summary>
    public bool Passed => Failure is null;
}

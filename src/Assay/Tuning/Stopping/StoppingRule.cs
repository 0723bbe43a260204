namespace Assay.Tuning.Stopping;

/// <summary>Says when a study has searched enough.</summary>
public abstract class StoppingRule
{
    /// <summary>One plain sentence why the search should stop now; null to go on.</summary>
    public abstract string? Reason(TrialHistory history);
}

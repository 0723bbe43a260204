namespace Assay.Tuning.Pruners;

/// <summary>Ends a trial whose best value so far is worse than the median of the others at the same step.</summary>
/// <remarks>Waits for five finished trials. Source: Golovin et al., "Google Vizier", KDD 2017, section 3.2.2.</remarks>
[Named("median")]
public sealed class MedianPruner : Pruner
{
    /// <inheritdoc/>
    public override bool Prunes(TrialHistory history, Trial trial) => StepRanks.WorseThan(history, trial, 0.5);
}

namespace Assay.Tuning.Pruners;

/// <summary>Ends a trial whose best value so far is not among the best quarter of the others at the same step.</summary>
/// <remarks>Waits for five finished trials. Source: Golovin et al., "Google Vizier", KDD 2017, with another quantile.</remarks>
[Named("percentile")]
public sealed class PercentilePruner : Pruner
{
    /// <inheritdoc/>
    public override bool Prunes(TrialHistory history, Trial trial) => StepRanks.WorseThan(history, trial, 0.25);
}

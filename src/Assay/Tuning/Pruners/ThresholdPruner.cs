namespace Assay.Tuning.Pruners;

/// <summary>Ends a trial whose latest value is no number: it has diverged.</summary>
[Named("threshold")]
public sealed class ThresholdPruner : Pruner
{
    /// <inheritdoc/>
    public override bool Prunes(TrialHistory history, Trial trial) => !double.IsFinite(trial.Reports[^1].Value);
}

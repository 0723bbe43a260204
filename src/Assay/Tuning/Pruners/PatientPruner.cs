namespace Assay.Tuning.Pruners;

/// <summary>Ends a trial that has not improved on itself for ten reports and is worse than the median of the others.</summary>
/// <remarks>Early stopping with patience (Prechelt 1998), joined with the median rule so that a converged leader goes on.</remarks>
[Named("patient")]
public sealed class PatientPruner : Pruner
{
    private const int Patience = 10;

    /// <inheritdoc/>
    public override bool Prunes(TrialHistory history, Trial trial)
    {
        if (trial.Reports.Count <= Patience)
        {
            return false;
        }

        var before = StepRanks.BestUpTo(history, trial, trial.Reports[^(Patience + 1)].Step);
        return StepRanks.BestUpTo(history, trial, trial.Reports[^1].Step) >= before && StepRanks.WorseThan(history, trial, 0.5);
    }
}

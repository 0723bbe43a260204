namespace Assay.Tuning.Pruners;

/// <summary>Asynchronous successive halving: at steps 1, 4, 16, ... times the first only the best quarter goes on.</summary>
/// <remarks>No worker waits for another. Source: Li et al., "A System for Massively Parallel Hyperparameter Tuning", MLSys 2020 (ASHA), reduction factor 4.</remarks>
[Named("asha")]
public sealed class HalvingPruner : Pruner
{
    private const int Reduction = 4;

    /// <inheritdoc/>
    public override bool Prunes(TrialHistory history, Trial trial) => Prunes(history, trial, trial.Reports[0].Step);

    /// <summary>Whether the trial falls at the rung it stands on, the rungs beginning at a step.</summary>
    internal static bool Prunes(TrialHistory history, Trial trial, long first, Func<Trial, bool>? rivals = null)
    {
        var step = trial.Reports[^1].Step;
        var rung = Math.Max(1, first);
        while (rung * Reduction <= step)
        {
            rung *= Reduction;
        }

        if (rung > step || (trial.Reports is [.., var before, _] && before.Step >= rung))
        {
            return false; // not there yet, or it stood the test already
        }

        var own = StepRanks.BestUpTo(history, trial, step);
        double[] all = [.. history.Trials.Where(t => t.Reports is [.., var last] && last.Step >= rung && (rivals is null || rivals(t))).Select(t => StepRanks.BestUpTo(history, t, step)).Order()];
        var kept = Math.Max(1, all.Length / Reduction);
        return all.Length >= Reduction && !(own <= all[kept - 1]);
    }
}

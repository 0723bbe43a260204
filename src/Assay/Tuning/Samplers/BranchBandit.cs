using Assay.Tuning.Spaces;

namespace Assay.Tuning.Samplers;

/// <summary>Which branch of a conditional space deserves the next trial, so that an early good branch does not lock the others out.</summary>
/// <remarks>
/// A branch's promise is its best loss less a bonus for having been tried little: the upper confidence bound of Auer et al. 2002 turned to
/// minimising, with the best in place of the mean because a search keeps the best.
/// </remarks>
internal sealed class BranchBandit
{
    private const double Bonus = 4;

    private readonly IReadOnlyList<double?[]> branches;
    private readonly TrialHistory history;

    internal BranchBandit(TrialHistory history) => (this.history, branches) = (history, QuasiRandomSampler.Branches(history.Space));

    /// <summary>Whether there is anything to choose.</summary>
    internal bool HasBranches => branches.Count > 1;

    /// <summary>How far losses typically lie above the best, by the first trials alone: later ones crowd where it is good.</summary>
    internal double Spread
    {
        get
        {
            double[] losses = [.. Done.Take(2 * branches.Count).Select(t => history.Loss(t)).Order()];
            return losses[losses.Length / 2] - losses[0];
        }
    }

    private IEnumerable<Trial> Done => history.Finished.Where(t => t.State == TrialState.Done);

    /// <summary>The choices of the most promising branch; null where a parameter is free.</summary>
    internal double?[] Choose()
    {
        var worst = Done.Max(t => history.Loss(t));
        var (spread, tries) = (Spread, Math.Log(history.Trials.Count + 1));
        return branches.MinBy(branch =>
        {
            var count = history.Trials.Count(t => Belongs(t.Configuration, branch));
            var best = Done.Where(t => Belongs(t.Configuration, branch)).Select(t => history.Loss(t)).DefaultIfEmpty(worst).Min();
            return best - (Bonus * spread * Math.Sqrt(tries / Math.Max(count, 0.1)));
        })!;
    }

    /// <summary>Whether a configuration has a branch's choices.</summary>
    internal static bool Belongs(Configuration configuration, double?[] branch)
    {
        for (var i = 0; i < branch.Length; i++)
        {
            if (branch[i] is { } choice && configuration.Codes[i] != choice)
            {
                return false;
            }
        }

        return true;
    }
}

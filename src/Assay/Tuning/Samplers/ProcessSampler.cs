using Assay.Numerics;
using Assay.Tuning.Spaces;
using Assay.Tuning.Surrogates;

namespace Assay.Tuning.Samplers;

/// <summary>Models what was seen by Gaussian processes and tries where most is to be gained: the fewest trials for up to some hundreds of them.</summary>
/// <remarks>
/// Sources: Jones et al. 1998 (expected improvement), Ament et al. 2023 (its logarithm), Snelson et al. 2003 (bent outcomes); several
/// objectives by expected hypervolume (Yang et al. 2019). Begins with points of <see cref="QuasiRandomSampler"/>, at least two a branch.
/// </remarks>
[Named("gaussian-process")]
public sealed class ProcessSampler : Sampler
{
    private const int Good = 5;

    // In deviations of the outcome.
    private const double BeyondFront = 0.1;

    // Gains below this share of the outcomes' spread are worth less than a look at the branches left behind.
    private const double Worthwhile = 0.01;

    /// <inheritdoc/>
    public override Configuration Propose(TrialHistory history, SeededRandom random)
    {
        var input = new SurrogateInput(history.Space);
        var seen = new OutcomeTable(history, input);
        if (history.Trials.Count < Beginning(history.Space) || seen.Count < 2)
        {
            return new QuasiRandomSampler().Propose(history, random);
        }

        var tried = history.Trials.Select(t => t.Configuration).ToHashSet();
        if (history.Directions.Count > 1)
        {
            return new AcquisitionSearch(input, Volume(history, seen), tried, random).Best(seen.Best(Good)).Configuration;
        }

        var bandit = new BranchBandit(history);
        var model = OutcomeModel.Of(history, seen, "objective-0", seen.Losses[0]);
        var constraints = Constraints(history, seen);
        if (!bandit.HasBranches)
        {
            return new AcquisitionSearch(input, Improvement(model, seen.FeasiblePoints, constraints), tried, random).Best(seen.Best(Good)).Configuration;
        }

        if (history.Trials.Count % 2 == 0)
        {
            var (everywhere, gain) = new AcquisitionSearch(input, Improvement(model, seen.FeasiblePoints, constraints), tried, random).Best(seen.Best(Good));
            if (model.Worth(seen.FeasiblePoints, gain) > Worthwhile * bandit.Spread)
            {
                return everywhere;
            }
        }

        var branch = bandit.Choose();
        var own = seen.Where(t => t.IsFeasible && BranchBandit.Belongs(t.Configuration, branch));
        var within = new AcquisitionSearch(input, Improvement(model, own.Length > 0 ? own : seen.FeasiblePoints, constraints), tried, random) { Branch = branch };
        return within.Best(seen.Best(Good, t => BranchBandit.Belongs(t.Configuration, branch))).Configuration;
    }

    /// <summary>How many points are spread out before the first model.</summary>
    internal static int Beginning(Space space) =>
        Math.Max(Math.Clamp(space.Dimensions.Count + 2, 5, 10), Math.Min(24, 2 * QuasiRandomSampler.Branches(space).Count));

    // Improves on the best of these points; before any is feasible only the constraints count.
    private static ImprovementGain Improvement(OutcomeModel model, SurrogatePoint[] feasible, (GaussianProcess, double)[] constraints) =>
        feasible.Length > 0 ? new ImprovementGain(model.Process, model.Lowest(feasible), constraints) : new ImprovementGain(null, 0, constraints);

    private static VolumeGain Volume(TrialHistory history, OutcomeTable seen)
    {
        OutcomeModel[] models = [.. seen.Losses.Select((losses, k) => OutcomeModel.Of(history, seen, $"objective-{k}", losses, bends: [double.PositiveInfinity]))];
        var front = ParetoFront.Of(history).Select(t => models.Select((m, k) => m.Scale.Of(history.Loss(t, k))).ToArray()).ToArray();
        double[] reference = [.. models.Select((m, k) => Reference([.. front.Select(p => p[k])], m, seen.Losses[k]))];
        return new VolumeGain([.. models.Select(m => m.Process)], front, reference, Constraints(history, seen));
    }

    // Just beyond the front's worst point: a reference farther away sends most trials to the corners (measured on the suite).
    private static double Reference(double[] front, OutcomeModel model, double[] losses) =>
        front.Length == 0 ? losses.Max(model.Scale.Of) : front.Max() + BeyondFront;

    private static (GaussianProcess, double)[] Constraints(TrialHistory history, OutcomeTable seen) =>
    [
        .. seen.Constraints.Select((values, k) => OutcomeModel.Of(history, seen, $"constraint-{k}", values, bends: [double.PositiveInfinity]))
            .Select(m => (m.Process, m.Scale.Of(0))),
    ];
}

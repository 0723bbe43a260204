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

    /// <inheritdoc/>
    public override Configuration Propose(TrialHistory history, SeededRandom random)
    {
        var input = new SurrogateInput(history.Space);
        var seen = new OutcomeTable(history, input);
        if (history.Trials.Count < Beginning(history.Space) || seen.Count < 2)
        {
            return new QuasiRandomSampler().Propose(history, random);
        }

        Acquisition acquisition = history.Directions.Count == 1 ? Improvement(history, seen) : Volume(history, seen);
        var tried = history.Trials.Select(t => t.Configuration).ToHashSet();
        return new AcquisitionSearch(input, acquisition, random).Best(seen.Best(Good), tried);
    }

    /// <summary>How many points are spread out before the first model.</summary>
    internal static int Beginning(Space space) =>
        Math.Max(Math.Clamp(space.Dimensions.Count + 2, 5, 10), Math.Min(24, 2 * QuasiRandomSampler.Branches(space).Count));

    private static ImprovementGain Improvement(TrialHistory history, OutcomeTable seen)
    {
        var constraints = Constraints(history, seen);
        var model = OutcomeModel.Of(history, seen, "objective-0", seen.Losses[0]);
        return new ImprovementGain(seen.AnyFeasible ? model.Process : null, seen.AnyFeasible ? model.Lowest(seen.FeasiblePoints) : 0, constraints);
    }

    private static VolumeGain Volume(TrialHistory history, OutcomeTable seen)
    {
        OutcomeModel[] models = [.. seen.Losses.Select((losses, k) => OutcomeModel.Of(history, seen, $"objective-{k}", losses, bends: [double.PositiveInfinity]))];
        var front = ParetoFront.Of(history).Select(t => models.Select((m, k) => m.Scale.Of(history.Loss(t, k))).ToArray()).ToArray();
        double[] reference = [.. models.Select((m, k) => Reference([.. front.Select(p => p[k])], m, seen.Losses[k]))];
        return new VolumeGain([.. models.Select(m => m.Process)], front, reference, Constraints(history, seen));
    }

    // A tenth of the front's extent beyond its worst point (Ishibuchi et al. 2018); at least a tenth of the outcome's spread.
    private static double Reference(double[] front, OutcomeModel model, double[] losses) => front.Length == 0
        ? losses.Max(model.Scale.Of)
        : front.Max() + Math.Max(0.1 * (front.Max() - front.Min()), 0.1);

    private static (GaussianProcess, double)[] Constraints(TrialHistory history, OutcomeTable seen) =>
    [
        .. seen.Constraints.Select((values, k) => OutcomeModel.Of(history, seen, $"constraint-{k}", values, bends: [double.PositiveInfinity]))
            .Select(m => (m.Process, m.Scale.Of(0))),
    ];
}

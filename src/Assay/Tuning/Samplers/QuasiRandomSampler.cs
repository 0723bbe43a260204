using Assay.Numerics;
using Assay.Tuning.Spaces;

namespace Assay.Tuning.Samplers;

/// <summary>Fills the space evenly with a scrambled Halton sequence; with conditions, every branch gets its turn.</summary>
/// <remarks>Source: Bousquet et al., "Critical Hyper-Parameters: No Random, No Cry", 2017.</remarks>
[Named("quasi-random")]
public sealed class QuasiRandomSampler : Sampler
{
    private const int MostBranches = 32;

    /// <inheritdoc/>
    public override Configuration Propose(TrialHistory history, SeededRandom random)
    {
        var sequence = new HaltonSequence(SeededRandom.Derive(history.Seed, "quasi-random"));
        var (space, index) = (history.Space, history.Trials.Count);
        var branches = Branches(space);
        var branch = branches[index % branches.Count];
        var drawn = space.Draw(i => branch[i] is { } choice ? (choice + 0.5) / space.Dimensions[i].Choices.Count : sequence.At(index + 1, i));
        return space.Allows(drawn) ? drawn : space.Draw(random);
    }

    /// <summary>The ways in which parameters that others depend on can be chosen; null where a parameter is free.</summary>
    internal static IReadOnlyList<double?[]> Branches(Space space)
    {
        List<double?[]> branches = [new double?[space.Dimensions.Count]];
        foreach (var parent in space.Parents.Order())
        {
            var wider = branches.SelectMany(b => Choose(space, b, parent)).ToList();
            if (wider.Count > MostBranches)
            {
                break;
            }

            branches = wider;
        }

        return branches;
    }

    private static IEnumerable<double?[]> Choose(Space space, double?[] branch, int parent)
    {
        double[] codes = [.. branch.Select(b => b ?? double.NaN)];
        if (!space.Counts(parent, codes))
        {
            yield return branch;
            yield break;
        }

        for (var choice = 0; choice < space.Dimensions[parent].Choices.Count; choice++)
        {
            var chosen = (double?[])branch.Clone();
            chosen[parent] = choice;
            yield return chosen;
        }
    }
}

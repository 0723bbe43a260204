using Assay.Numerics;
using Assay.Tuning.Spaces;
using Assay.Tuning.Surrogates;

namespace Assay.Tuning.Samplers;

/// <summary>Tree-structured Parzen estimator: tries what is likely among the good trials and unlikely among the others. Cheap at thousands of trials.</summary>
/// <remarks>
/// Multivariate, and aware of branches: a trial speaks only for configurations in which the same parameters count, and every fourth proposal of a conditional space
/// goes to the branch whose promise was tried too little. Sources: Bergstra et al., NeurIPS 2011; multivariate kernels after Falkner et al., ICML 2018;
/// what to choose among the variants: Watanabe, arXiv 2304.11127, 2023. With several objectives the good ones are the first fronts.
/// </remarks>
[Named("tpe")]
public sealed class ParzenSampler : Sampler
{
    private const int Beginning = 10;
    private const int BranchEvery = 4;
    private const int LeastInBranch = 4;
    private const int MostGood = 25;
    private const int Candidates = 24;
    private const int MostDraws = 240;

    /// <inheritdoc/>
    public override Configuration Propose(TrialHistory history, SeededRandom random)
    {
        if (history.FinishedCount < Math.Max(Beginning, Math.Min(24, 2 * QuasiRandomSampler.Branches(history.Space).Count)))
        {
            return new QuasiRandomSampler().Propose(history, random);
        }

        var ranked = LossRanking.Of(history);
        var branch = Branch(history);
        Trial[] own = branch is null ? [] : [.. ranked.Where(t => BranchBandit.Belongs(t.Configuration, branch))];
        return Within(history, own.Length >= LeastInBranch ? own : ranked, random, branch);
    }

    // Only one objective says what a branch promises.
    private static double?[]? Branch(TrialHistory history)
    {
        // Branches are listed only where one may be chosen.
        var mayChoose = history.Directions.Count == 1 && history.Trials.Count % BranchEvery == 0 && history.Finished.Any(t => t.State == TrialState.Done);
        return mayChoose && new BranchBandit(history) is { HasBranches: true } bandit ? bandit.Choose() : null;
    }

    private static Configuration Within(TrialHistory history, IReadOnlyList<Trial> ranked, SeededRandom random, double?[]? branch)
    {
        var count = Math.Clamp((int)Math.Ceiling(0.1 * ranked.Count), 1, MostGood);
        var good = new ParzenEstimator(history.Space, ranked.Take(count), weighted: true);
        var others = new ParzenEstimator(history.Space, ranked.Skip(count).Concat(history.Running), weighted: false);
        // Only where values can be counted does a draw meet one that was tried.
        var tried = history.Space.Dimensions.All(d => d.Count > 0) ? history.Trials.Select(t => t.Configuration).ToHashSet() : [];
        var drawn = new List<Configuration>();
        for (var draw = 0; draw < MostDraws && drawn.Count < Candidates; draw++)
        {
            var candidate = Forced(good.Draw(random), branch, random);
            if (history.Space.Allows(candidate) && !tried.Contains(candidate))
            {
                drawn.Add(candidate);
            }
        }

        return drawn.Count == 0
            ? history.Space.Draw(random)
            : drawn.MaxBy(c => good.LogDensity(c) - others.LogDensity(c))!;
    }

    // The branch's choices win over what was drawn; parameters that begin to count are drawn evenly.
    private static Configuration Forced(Configuration drawn, double?[]? branch, SeededRandom random)
    {
        if (branch is null || BranchBandit.Belongs(drawn, branch))
        {
            return drawn;
        }

        var space = drawn.Space;
        double[] codes = [.. drawn.Codes];
        for (var i = 0; i < codes.Length; i++)
        {
            codes[i] = branch[i] ?? (double.IsNaN(codes[i]) ? space.Dimensions[i].FromUnit(random.NextDouble()) : codes[i]);
        }

        return new Configuration(space, codes);
    }
}

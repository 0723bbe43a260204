using Assay.Numerics;
using Assay.Tuning.Spaces;
using Assay.Tuning.Surrogates;

namespace Assay.Tuning.Samplers;

/// <summary>Tree-structured Parzen estimator: tries what is likely among the good trials and unlikely among the others. Cheap at thousands of trials.</summary>
/// <remarks>
/// Multivariate, and aware of branches: a trial speaks only for configurations in which the same parameters count. Sources: Bergstra et al.,
/// NeurIPS 2011; multivariate kernels after Falkner et al., ICML 2018. With several objectives the good ones are the first fronts.
/// </remarks>
[Named("tpe")]
public sealed class ParzenSampler : Sampler
{
    private const int Beginning = 10;
    private const int MostGood = 25;
    private const int Candidates = 24;

    /// <inheritdoc/>
    public override Configuration Propose(TrialHistory history, SeededRandom random)
    {
        if (history.FinishedCount < Beginning)
        {
            return new QuasiRandomSampler().Propose(history, random);
        }

        var ranked = LossRanking.Of(history);
        var count = Math.Clamp((int)Math.Ceiling(0.1 * ranked.Count), 1, MostGood);
        var good = new ParzenEstimator(history.Space, ranked.Take(count), weighted: true);
        var others = new ParzenEstimator(history.Space, ranked.Skip(count).Concat(history.Running), weighted: false);
        // Only where values can be counted does a draw meet one that was tried.
        var tried = history.Space.Dimensions.All(d => d.Count > 0) ? history.Trials.Select(t => t.Configuration).ToHashSet() : [];
        var drawn = Enumerable.Range(0, Candidates).Select(_ => good.Draw(random)).Where(c => history.Space.Allows(c) && !tried.Contains(c)).ToArray();
        return drawn.Length == 0
            ? history.Space.Draw(random)
            : drawn.MaxBy(c => good.LogDensity(c) - others.LogDensity(c))!;
    }
}

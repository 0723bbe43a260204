using Assay.Numerics;
using Assay.Tuning.Spaces;

namespace Assay.Tuning.Samplers;

/// <summary>Chooses among the samplers by what is searched and how much was seen; the study notes the rule.</summary>
/// <remarks>
/// A Gaussian process needs the fewest trials, but its cost grows with their cube; beyond it cheaper samplers take over and start from all
/// that was seen. The limits are those at which a proposal takes about a second.
/// </remarks>
[Named("auto")]
public sealed class AutoSampler : Sampler
{
    private const int MostForProcess = 300;
    private const int MostForProcessOfSeveral = 200;
    private const int MostParameters = 60;

    /// <inheritdoc/>
    public override (Sampler Sampler, string Rule) Choose(TrialHistory history)
    {
        var several = history.Directions.Count > 1;
        var most = several ? MostForProcessOfSeveral : MostForProcess;
        if (history.Trials.Count < most && history.Space.Dimensions.Count <= MostParameters)
        {
            return (new ProcessSampler(), $"up to {most} trials and {MostParameters} parameters a Gaussian process needs the fewest trials");
        }

        if (several)
        {
            return (new GeneticSampler(), "many trials or parameters and several objectives: evolution of the front");
        }

        var covariance = new CovarianceSampler();
        return history.Trials.Count >= most && covariance.Refuses(history.Space, 1) is null
            ? (covariance, $"more than {most} trials of ordered parameters: evolution of the covariance from the best so far")
            : (new ParzenSampler(), "many trials or parameters, categories or conditions: Parzen estimators");
    }

    /// <inheritdoc/>
    public override Configuration Propose(TrialHistory history, SeededRandom random) => Choose(history).Sampler.Propose(history, random);
}

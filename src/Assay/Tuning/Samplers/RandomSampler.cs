using Assay.Numerics;
using Assay.Tuning.Spaces;

namespace Assay.Tuning.Samplers;

/// <summary>Draws every parameter evenly and independently. Source: Bergstra and Bengio, JMLR 13, 2012.</summary>
[Named("random")]
public sealed class RandomSampler : Sampler
{
    /// <inheritdoc/>
    public override Configuration Propose(TrialHistory history, SeededRandom random) => history.Space.Draw(random);
}

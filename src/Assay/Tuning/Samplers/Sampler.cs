using Assay.Numerics;
using Assay.Tuning.Spaces;

namespace Assay.Tuning.Samplers;

/// <summary>Proposes what to try next. One file each, found by its kebab-case name.</summary>
/// <remarks>
/// Implementations hold no state: a proposal is a function of the history and the random stream alone, so a study replayed from its
/// records proposes the same again, whatever the number of workers was.
/// </remarks>
public abstract class Sampler
{
    /// <summary>The kebab-case name, for example <c>gaussian-process</c>.</summary>
    public string Name => Catalogue<Sampler>.NameOf(GetType());

    /// <summary>Null when the sampler can search this space, otherwise one plain sentence why not.</summary>
    public virtual string? Refuses(Space space, int objectives) => null;

    /// <summary>The next configuration to try; it keeps the space's constraints.</summary>
    /// <param name="history">What was tried; trials still running count as tried.</param>
    /// <param name="random">A stream of this proposal's own.</param>
    public abstract Configuration Propose(TrialHistory history, SeededRandom random);

    /// <summary>The sampler that does the work now, and the rule that says so; itself for all but those that choose.</summary>
    public virtual (Sampler Sampler, string Rule) Choose(TrialHistory history) => (this, "");
}

using Assay.Tuning.Spaces;

namespace Assay.Tuning.Pruners;

/// <summary>Ends trials early that are not worth their remaining cost. One file each, found by its kebab-case name.</summary>
/// <remarks>Implementations hold no state: the answer is a function of the history alone.</remarks>
public abstract class Pruner
{
    /// <summary>The kebab-case name, for example <c>median</c>.</summary>
    public string Name => Catalogue<Pruner>.NameOf(GetType());

    /// <summary>Whether this trial should stop after its latest report.</summary>
    /// <param name="history">Every trial with its reports.</param>
    /// <param name="trial">Has at least one report.</param>
    public abstract bool Prunes(TrialHistory history, Trial trial);
}

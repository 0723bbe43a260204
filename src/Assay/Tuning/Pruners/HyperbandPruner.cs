namespace Assay.Tuning.Pruners;

/// <summary>Hyperband: successive halving in brackets that begin to prune at different steps, for objectives whose early values mislead.</summary>
/// <remarks>Trials go round the brackets by number and race within their own. Source: Li et al., JMLR 18, 2018. With sampler <c>tpe</c> this is BOHB (Falkner et al., ICML 2018).</remarks>
[Named("hyperband")]
public sealed class HyperbandPruner : Pruner
{
    private const int Brackets = 3;

    /// <inheritdoc/>
    public override bool Prunes(TrialHistory history, Trial trial)
    {
        var bracket = trial.Number % Brackets;
        var first = Math.Max(1, trial.Reports[0].Step) * (long)Math.Pow(4, bracket);
        return HalvingPruner.Prunes(history, trial, first, t => t.Number % Brackets == bracket);
    }
}

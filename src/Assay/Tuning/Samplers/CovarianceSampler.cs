using Assay.Numerics;
using Assay.Tuning.Spaces;
using Assay.Tuning.Surrogates;

namespace Assay.Tuning.Samplers;

/// <summary>CMA-ES with margin: adapts the shape of its draws to the valley it is in; for many trials of numbers that hang together.</summary>
/// <remarks>
/// Begins at the best trial of any other sampler. Its state is folded anew from its own finished trials, a generation at a time. Sources: Hansen,
/// "The CMA Evolution Strategy: A Tutorial", 2016; a lower bound on the spread of whole numbers after Hamano et al., GECCO 2022.
/// </remarks>
[Named("cma-es")]
public sealed class CovarianceSampler : Sampler
{
    private const int Beginning = 5;
    private const int MostDraws = 100;

    /// <inheritdoc/>
    public override string? Refuses(Space space, int objectives) =>
        objectives > 1 ? "It searches one objective."
        : space.Dimensions.Any(d => !d.IsOrdered) ? "It has no way to order categories."
        : space.IsConditional ? "It needs every parameter in every trial."
        : null;

    /// <inheritdoc/>
    public override Configuration Propose(TrialHistory history, SeededRandom random)
    {
        var others = history.Finished.Where(t => t.Sampler != Name && t.State == TrialState.Done).ToArray();
        if (history.Trials.Count < Beginning)
        {
            return new QuasiRandomSampler().Propose(history, random);
        }

        Trial[] own = [.. history.Finished.Where(t => t.Sampler == Name && t.Configuration.Units.ToArray().All(double.IsFinite))];
        var size = CovarianceState.GenerationOf(history.Space.Dimensions.Count);
        var generations = own.Length / size;
        var state = history.Remember("cma-es", generations, () => Folded(history, others, own, generations));
        for (var draw = 0; draw < MostDraws; draw++)
        {
            var units = state.Draw(random, Margins(history.Space));
            if (history.Space.FromUnits(units) is var drawn && history.Space.Allows(drawn))
            {
                return drawn;
            }
        }

        return history.Space.Draw(random);
    }

    private CovarianceState Folded(TrialHistory history, Trial[] others, Trial[] own, int generations)
    {
        var size = CovarianceState.GenerationOf(history.Space.Dimensions.Count);
        var first = own.Length > 0 ? others.Where(t => t.Number < own[0].Number).ToArray() : others;
        var start = first.Length == 0 ? null : LossRanking.Of(history).First(t => first.Contains(t));
        var state = new CovarianceState(start is null ? [.. Enumerable.Repeat(0.5, history.Space.Dimensions.Count)] : start.Configuration.Units.ToArray());
        var rank = LossRanking.Of(history).Index().ToDictionary(t => t.Item.Number, t => t.Index);
        for (var g = 0; g < generations; g++)
        {
            state.Learn([.. own[(g * size)..((g + 1) * size)].OrderBy(t => rank[t.Number]).Select(t => t.Configuration.Units.ToArray())]);
        }

        return state;
    }

    // Half the distance between neighbouring values: a whole number must keep a chance to change.
    private static double[] Margins(Space space) => [.. space.Dimensions.Select(d => d.Count == 0 ? 0 : 0.25 / d.Count)];
}

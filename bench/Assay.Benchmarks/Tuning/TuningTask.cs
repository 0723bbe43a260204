using Assay.Tuning;
using Assay.Tuning.Spaces;

namespace Assay.Benchmarks.Tuning;

/// <summary>One objective of the suite.</summary>
/// <param name="Name">Short name, as in the tables.</param>
/// <param name="Space">What may be tried.</param>
/// <param name="Observe">What a trial is told, from its configuration and the run's noise stream.</param>
internal sealed record TuningTask(string Name, Space Space, Func<Configuration, SplitMix, TrialOutcome> Observe)
{
    /// <summary>The best value there is.</summary>
    public double Optimum { get; init; }

    /// <summary>The median of a random point; regret is divided by what lies between. 1 for tasks whose score is a share already.</summary>
    public double Typical { get; init; } = 1;

    /// <summary>How many objectives, all minimised.</summary>
    public int Objectives { get; init; } = 1;

    /// <summary>Whether trials are told outcome constraints too.</summary>
    public bool IsConstrained { get; init; }

    /// <summary>The value without noise, where a trial is told a noisy one.</summary>
    public Func<Configuration, double>? Truth { get; init; }

    /// <summary>Reference point and best hypervolume, with several objectives.</summary>
    public (double[] Reference, double Best) Volume { get; init; } = ([], 0);

    /// <summary>The score of the trials so far: the best value, or the share of hypervolume missing.</summary>
    public double Score(IEnumerable<Trial> trials)
    {
        var feasible = trials.Where(t => t.IsFeasible).ToArray();
        if (Objectives > 1)
        {
            return 1 - (FrontVolume.Of([.. feasible.Select(t => t.Values.ToArray())], Volume.Reference) / Volume.Best);
        }

        var best = feasible.MinBy(t => t.Values[0]);
        return best is null ? double.PositiveInfinity : Truth?.Invoke(best.Configuration) ?? best.Values[0];
    }

    /// <summary>Regret over that of a random point, at most 1.</summary>
    public double Normalised(double score) => Math.Min(1, Math.Max(0, (score - Optimum) / (Typical - Optimum)));
}

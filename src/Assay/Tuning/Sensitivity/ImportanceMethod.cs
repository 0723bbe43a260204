using Assay.Numerics;
using Assay.Statistics;

namespace Assay.Tuning.Sensitivity;

/// <summary>Says which parameters matter. One file each, found by its kebab-case name.</summary>
public abstract class ImportanceMethod
{
    private const int Resamples = 20;
    private const int LeastTrials = 10;
    private const int MostTrials = 300;
    private const double Enough = 0.9;

    /// <summary>The kebab-case name, for example <c>sobol</c>.</summary>
    public string Name => Catalogue<ImportanceMethod>.NameOf(GetType());

    /// <summary>The importance of every parameter for the first objective, the most important first; empty with fewer than 10 finished trials.</summary>
    /// <remarks>Limits are the quantiles of trials drawn again (percentile bootstrap, 20 draws, level 0.9), the point estimate always inside.</remarks>
    public IReadOnlyList<Importance> Of(TrialHistory history, ulong seed = 0)
    {
        Trial[] trials = [.. history.Finished.Where(t => t.State == TrialState.Done).Take(MostTrials)];
        if (trials.Length < LeastTrials)
        {
            return [];
        }

        var shares = Shares(history, trials, SeededRandom.For(seed, "importance"));
        var drawn = Enumerable.Range(0, Resamples).Select(draw =>
        {
            var random = SeededRandom.For(seed, "importance-draw", draw);
            return Shares(history, [.. trials.Select(_ => trials[random.Next(trials.Length)]).DistinctBy(t => t.Number)], SeededRandom.For(seed, "importance"));
        }).ToArray();
        return [.. history.Space.Dimensions.Select((d, i) => new Importance(d.Name, Limits(shares[i], [.. drawn.Select(s => s[i]).Order()]))).OrderByDescending(i => i.Share.Value)];
    }

    /// <summary>What to tune and what to leave, in one sentence; empty without importances.</summary>
    public static string Sentence(IReadOnlyList<Importance> importances)
    {
        var sum = importances.Sum(i => i.Share.Value);
        if (!(sum > 0))
        {
            return "";
        }

        var (reached, count) = (0.0, 0);
        while (reached < Enough * sum)
        {
            reached += importances[count++].Share.Value;
        }

        var tune = string.Join(", ", importances.Take(count).Select(i => i.Parameter));
        var leave = string.Join(", ", importances.Skip(count).Select(i => i.Parameter));
        return leave.Length == 0
            ? $"All parameters matter: {tune}."
            : $"Carefully tune {tune}, which make {100 * reached / sum:F0} % of the differences; leave the rest ({leave}).";
    }

    /// <summary>A share a parameter, in the space's order.</summary>
    protected abstract double[] Shares(TrialHistory history, Trial[] trials, SeededRandom random);

    private static Interval Limits(double value, double[] sorted) => new(
        value, Math.Min(value, Quantiles.Linear(sorted, 0.05)), Math.Max(value, Quantiles.Linear(sorted, 0.95)), "percentile bootstrap over trials")
    {
        Level = 0.9,
    };
}

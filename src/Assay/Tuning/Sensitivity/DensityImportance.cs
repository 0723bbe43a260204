using Assay.Numerics;

namespace Assay.Tuning.Sensitivity;

/// <summary>PED-ANOVA: how much the good trials' values of a parameter crowd together compared with those of all trials.</summary>
/// <remarks>
/// Pearson divergence of the best tenth's density from that of all, each a histogram of eight cells, the first drawn to the second by two trials' weight; needs no model, and
/// speaks about what it takes to be good, not about the whole space. Source: Watanabe et al., IJCAI 2023. Shares are scaled to sum to 1.
/// </remarks>
[Named("ped-anova")]
public sealed class DensityImportance : ImportanceMethod
{
    private const double Best = 0.1;
    private const int LeastBest = 5;
    private const int Cells = 8;
    private const double Prior = 2;

    /// <inheritdoc/>
    protected override double[] Shares(TrialHistory history, Trial[] trials, SeededRandom random)
    {
        Trial[] ranked = [.. trials.OrderBy(t => history.Loss(t)).ThenBy(t => t.Number)];
        var best = ranked[..Math.Min(ranked.Length, Math.Max(LeastBest, (int)(Best * ranked.Length)))];
        double[] divergences = [.. history.Space.Dimensions.Select((_, i) => Divergence(best, ranked, i))];
        var sum = divergences.Sum();
        return [.. divergences.Select(d => sum > 0 ? d / sum : 0)];
    }

    private static double Divergence(Trial[] best, Trial[] all, int dimension)
    {
        var (few, many) = (Counts(best, dimension), Counts(all, dimension));
        var divergence = 0.0;
        for (var cell = 0; cell < few.Length; cell++)
        {
            var expected = many[cell] / all.Length;
            var seen = (few[cell] + (Prior * expected)) / (best.Length + Prior);
            divergence += expected > 0 ? (seen - expected) * (seen - expected) / expected : 0;
        }

        return divergence;
    }

    // The last cell is that of trials in which the parameter does not count.
    private static double[] Counts(Trial[] trials, int dimension)
    {
        var described = trials[0].Configuration.Space.Dimensions[dimension];
        var cells = described.IsOrdered ? Cells : described.Choices.Count;
        var counts = new double[cells + 1];
        foreach (var trial in trials)
        {
            var unit = trial.Configuration.Units[dimension];
            counts[double.IsNaN(unit) ? cells : described.IsOrdered ? Math.Min(cells - 1, (int)(unit * cells)) : (int)unit]++;
        }

        return counts;
    }
}

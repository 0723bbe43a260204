using Assay.Statistics;

namespace Assay.Tuning.Pruners;

/// <summary>For values of folds instead of a curve: ends a trial that is significantly worse than the best on the folds both have seen.</summary>
/// <remarks>Wilcoxon's signed-rank test at 0.1, one-sided, from six common steps on; a step is a fold. Values of a step stand by themselves. Source: Wilcoxon 1945.</remarks>
[Named("wilcoxon")]
public sealed class WilcoxonPruner : Pruner
{
    private const int LeastCommon = 6;
    private const double Level = 0.1;

    /// <inheritdoc/>
    public override bool Prunes(TrialHistory history, Trial trial)
    {
        var rivals = history.Finished.Where(t => t.State == TrialState.Done && t.Reports.Count > 0).ToArray();
        if (rivals.Length == 0)
        {
            return false;
        }

        var best = rivals.MinBy(t => t.Reports.Average(history.Loss))!;
        double[] gaps = [.. trial.Reports.Join(best.Reports, r => r.Step, r => r.Step, (own, other) => history.Loss(own) - history.Loss(other)).Where(double.IsFinite)];
        // Two-sided p halves when the difference points the way that is asked about.
        return gaps.Length >= LeastCommon && gaps.Average() > 0 && gaps.Any(g => g != 0) && SignedRank.Normal(gaps).P / 2 < Level;
    }
}

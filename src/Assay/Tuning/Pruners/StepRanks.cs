using Assay.Numerics;

namespace Assay.Tuning.Pruners;

/// <summary>How trials stand against each other at the same step.</summary>
internal static class StepRanks
{
    private const int LeastOthers = 5;

    /// <summary>The best loss a trial has reported up to a step; infinite when it has none.</summary>
    internal static double BestUpTo(TrialHistory history, Trial trial, long step)
    {
        var best = double.PositiveInfinity;
        foreach (var report in trial.Reports)
        {
            var loss = report.Step <= step ? history.Loss(report) : double.NaN;
            best = loss < best ? loss : best;
        }

        return best;
    }

    /// <summary>Whether the trial's best so far is worse than this quantile of other trials that got as far.</summary>
    internal static bool WorseThan(TrialHistory history, Trial trial, double quantile)
    {
        var step = trial.Reports[^1].Step;
        double[] others =
        [
            .. history.Trials.Where(t => t.Number != trial.Number && t.Reports is [.., var last] && last.Step >= step)
                .Select(t => BestUpTo(history, t, step)).Where(double.IsFinite).Order(),
        ];
        return others.Length >= LeastOthers && !(BestUpTo(history, trial, step) <= Quantiles.Linear(others, quantile));
    }
}

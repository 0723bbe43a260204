using Assay.Numerics;

namespace Assay.Tuning.Pruners;

/// <summary>Ends a trial whose curve, carried on to the last step others reached, is almost certain not to reach the best.</summary>
/// <remarks>
/// A power law with a limit is fitted to the trial's own curve from eight reports on (Viering and Loog, IEEE TPAMI 45, 2023); how far such forecasts were off on
/// finished trials says how sure one can be: the trial ends when fewer than 5 in 100 errors of that kind would bring it to the best.
/// </remarks>
[Named("extrapolation")]
public sealed class ExtrapolationPruner : Pruner
{
    private const int LeastReports = 8;
    private const int LeastOthers = 5;
    private const int MostOthers = 30;
    private const double Doubt = 0.05;

    private static readonly double[] exponents = [0.25, 0.5, 1, 2];

    /// <inheritdoc/>
    public override bool Prunes(TrialHistory history, Trial trial)
    {
        Trial[] others = [.. history.Finished.Where(t => t.State == TrialState.Done && t.Reports.Count >= trial.Reports.Count).Reverse().Take(MostOthers)];
        if (trial.Reports.Count < LeastReports || trial.Reports.Count % 2 == 1 || others.Length < LeastOthers)
        {
            return false;
        }

        var end = others.Max(t => t.Reports[^1].Step);
        var best = others.Min(t => StepRanks.BestUpTo(history, t, end));
        double[] errors = [.. others.Select(t => StepRanks.BestUpTo(history, t, end) - Forecast(history, t, trial.Reports.Count, end)).Where(double.IsFinite).Order()];
        return errors.Length >= LeastOthers && Forecast(history, trial, trial.Reports.Count, end) + Quantiles.Linear(errors, Doubt) > best;
    }

    // a + b step^-c with c from a short list, the other two by least squares; a curve that rises is carried on flat.
    private static double Forecast(TrialHistory history, Trial trial, int reports, long end)
    {
        double[] steps = [.. trial.Reports.Take(reports).Select(r => Math.Max(1.0, r.Step))];
        double[] losses = [.. trial.Reports.Take(reports).Select(history.Loss)];
        var best = (Error: double.PositiveInfinity, Value: losses[^1]);
        foreach (var exponent in exponents)
        {
            double[] falls = [.. steps.Select(s => Math.Pow(s, -exponent))];
            var (x, y) = (falls.Average(), losses.Average());
            var slope = falls.Zip(losses, (f, l) => (f - x) * (l - y)).Sum() / Math.Max(1e-300, falls.Sum(f => (f - x) * (f - x)));
            var error = falls.Zip(losses, (f, l) => Math.Pow(l - y - (slope * (f - x)), 2)).Sum();
            if (slope > 0 && error < best.Error)
            {
                best = (error, y + (slope * (Math.Pow(end, -exponent) - x)));
            }
        }

        return best.Value;
    }
}

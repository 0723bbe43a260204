using Assay.Tuning.Surrogates;

namespace Assay.Tuning.Pruners;

/// <summary>Ends a trial whose curve, carried on as finished trials' curves went on, is almost certain not to reach the best.</summary>
/// <remarks>
/// How much a curve still falls is a linear function of its height and its last fall, fitted to the finished trials by least squares with a little shrinkage
/// (as in Viering and Loog, IEEE TPAMI 45, 2023, section 5, the curves of others say more than any formula fitted to the trial's own). How far the forecasts of finished trials are
/// off when each is left out says how sure one can be: the trial ends when the best lies three such deviations below its forecast. Looks at steps 1, 2, 4, 5, 8, 11, 16, 22 and so on,
/// from eight finished trials on. The number of deviations was chosen on LCBench so that the best of a hundred random trials is ended in fewer than one search in twenty.
/// </remarks>
[Named("extrapolation")]
public sealed class ExtrapolationPruner : Pruner
{
    private const int LeastFinished = 8;
    private const double Deviations = 3;
    private const double Shrinkage = 0.01;
    private const int Features = 3;

    /// <inheritdoc/>
    public override bool Prunes(TrialHistory history, Trial trial)
    {
        var step = trial.Reports[^1].Step;
        if (!IsLooked(step))
        {
            return false;
        }

        Trial[] finished = [.. history.Finished.Where(t => t.State == TrialState.Done && t.Reports is [.., var last] && last.Step >= step)];
        if (finished.Length < LeastFinished)
        {
            return false;
        }

        if (!double.IsFinite(history.Loss(trial.Reports[^1])))
        {
            return true;
        }

        double[] ends = [.. finished.Select(t => history.Loss(t.Reports[^1]))];
        double[][] seen = [.. finished.Select(t => Seen(history, t, step))];
        int[] usable = [.. Enumerable.Range(0, ends.Length).Where(i => double.IsFinite(ends[i]) && seen[i].All(double.IsFinite))];
        return usable.Length >= LeastFinished
            && new Falls([.. usable.Select(i => seen[i])], [.. usable.Select(i => seen[i][0] - ends[i])]) is var falls
            && Lowest(falls, Seen(history, trial, step)) > usable.Min(i => ends[i]);
    }

    private static double Lowest(Falls falls, double[] seen)
    {
        var (fall, error) = falls.Forecast(seen);
        return seen[0] - fall - (Deviations * error);
    }

    // Steps 2^(k/2): looking more often would only give chance more chances.
    private static bool IsLooked(long step)
    {
        var power = Math.Round(2 * Math.Log2(step));
        return step == (long)Math.Floor(Math.Pow(2, power / 2)) || step == (long)Math.Floor(Math.Pow(2, (power + 1) / 2));
    }

    // Height at the step and how much of it was lost since half the step.
    private static double[] Seen(TrialHistory history, Trial trial, long step)
    {
        var (now, before) = (double.NaN, double.NaN);
        foreach (var report in trial.Reports)
        {
            if (report.Step <= step)
            {
                now = history.Loss(report);
            }

            if (report.Step <= (step + 1) / 2)
            {
                before = now;
            }
        }

        return [now, double.IsNaN(before) ? 0 : before - now];
    }

    /// <summary>The linear function, and how far it is off.</summary>
    private sealed class Falls
    {
        private readonly double[] centre = new double[Features];
        private readonly double[] spread = [1, 1, 1];
        private readonly double[] weights = new double[Features];
        private readonly double error;
        private readonly Triangle root;

        internal Falls(double[][] seen, double[] falls)
        {
            for (var f = 1; f < Features; f++)
            {
                centre[f] = seen.Average(s => s[f - 1]);
                spread[f] = Math.Sqrt(seen.Average(s => Math.Pow(s[f - 1] - centre[f], 2))) + 1e-12;
            }

            double[][] rows = [.. seen.Select(Scaled)];
            var normal = Enumerable.Range(0, Features).Select(i => Enumerable.Range(0, i + 1)
                .Select(j => rows.Sum(r => r[i] * r[j]) + (i == j && i > 0 ? Shrinkage * rows.Length : 0)).ToArray()).ToArray();
            root = Triangle.Of(normal)!; // shrinkage keeps it positive definite
            double[] right = [.. Enumerable.Range(0, Features).Select(i => rows.Select((r, k) => r[i] * falls[k]).Sum())];
            var white = new double[Features];
            root.Whiten(right, white);
            root.Colour(white, weights);

            // Leave-one-out errors of least squares need no second fit: the residual over what the row does not determine itself.
            error = Math.Sqrt(rows.Select((r, k) => Math.Pow((falls[k] - Dot(r)) / Math.Max(0.1, 1 - Leverage(r)), 2)).Average());
        }

        internal (double Fall, double Error) Forecast(double[] seen)
        {
            var row = Scaled(seen);
            return (Dot(row), error * Math.Sqrt(1 + Leverage(row)));
        }

        private double[] Scaled(double[] seen) => [1, (seen[0] - centre[1]) / spread[1], (seen[1] - centre[2]) / spread[2]];

        private double Dot(double[] row) => row.Select((r, i) => r * weights[i]).Sum();

        private double Leverage(double[] row)
        {
            var white = new double[Features];
            root.Whiten(row, white);
            return white.Sum(w => w * w);
        }
    }
}

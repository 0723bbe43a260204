using Assay.Numerics;
using Assay.Tuning.Surrogates;

namespace Assay.Tuning.Sensitivity;

/// <summary>The share of variance that would be left if only this parameter were unknown: Sobol's total index, interactions included.</summary>
/// <remarks>
/// Of the mean of a Gaussian process over the trials. Losses farther above the median than three times its height over the best are cut there, so that a diverged
/// trial does not drown the rest.
/// Estimator of Jansen, Computer Physics Communications 117, 1999. Shares of interactions are counted for each parameter in them, so they may sum to more than 1.
/// </remarks>
[Named("sobol")]
public sealed class SobolImportance : ImportanceMethod
{
    private const int Points = 256;
    private const double Tail = 3;

    /// <inheritdoc/>
    protected override double[] Shares(TrialHistory history, Trial[] trials, SeededRandom random)
    {
        var input = new SurrogateInput(history.Space);
        var process = Fitted(history, trials, input);
        double[][] first = Draws(history, random), second = Draws(history, random);
        double[] values = [.. first.Select(Value)];
        var mean = values.Average();
        var variance = values.Average(v => (v - mean) * (v - mean));
        var shares = new double[history.Space.Dimensions.Count];
        for (var i = 0; i < shares.Length; i++)
        {
            var sum = 0.0;
            for (var p = 0; p < Points; p++)
            {
                double[] changed = [.. first[p]];
                changed[i] = second[p][i];
                var gap = values[p] - Value(changed);
                sum += gap * gap;
            }

            shares[i] = variance > 0 ? Math.Min(1, sum / (2 * Points) / variance) : 0; // the estimator may pass 1 by chance
        }

        return shares;

        double Value(double[] units) => process.Mean(input.Encode(history.Space.FromUnits(units)));
    }

    private static GaussianProcess Fitted(TrialHistory history, Trial[] trials, SurrogateInput input)
    {
        SurrogatePoint[] points = [.. trials.Select(t => input.Encode(t.Configuration))];
        double[] sorted = [.. trials.Select(t => history.Loss(t)).Order()];
        var (lowest, median) = (sorted[0], sorted[sorted.Length / 2]);
        double[] losses = [.. trials.Select(t => Math.Min(history.Loss(t), median + (Tail * (median - lowest))))];
        var kernel = new ProcessKernel(input.Ordered.Length, input.Categories.Length, input.Ordered.Length);
        var scale = new OutcomeScale(losses, double.PositiveInfinity);
        double[] outcomes = [.. losses.Select(scale.Of)];
        return GaussianProcess.Of(kernel, GaussianProcess.Fit(kernel, points, outcomes).Logarithms, points, outcomes);
    }

    private static double[][] Draws(TrialHistory history, SeededRandom random) =>
    [
        .. Enumerable.Range(0, Points).Select(_ => history.Space.Dimensions.Select(d => d.IsOrdered ? random.NextDouble() : random.Next(d.Choices.Count)).ToArray()),
    ];
}

using Assay.Numerics;

namespace Assay.Tuning.Surrogates;

/// <summary>A Gaussian process over configurations: mean and variance of an outcome anywhere, with gradients.</summary>
/// <remarks>Source: Rasmussen and Williams, Gaussian Processes for Machine Learning, algorithm 2.1 and equation 5.9. Not for several threads at once.</remarks>
internal sealed class GaussianProcess
{
    private const int Steps = 40;
    private const int ScreeningSteps = 8;
    private const int ManyPoints = 60;

    // From little noise alone the optimiser explains any noise by short lengths and never comes back.
    private static readonly double[] startNoises = [1e-4, 0.2];

    private readonly ProcessKernel kernel;
    private readonly double[] settings;
    private readonly SurrogatePoint[] points;
    private readonly Triangle factor;
    private readonly double[] weights;
    private readonly double[] alike;
    private readonly double[] white;
    private readonly double[] solved;
    private readonly double[] slopes;

    private GaussianProcess(ProcessKernel kernel, double[] settings, SurrogatePoint[] points, (Triangle Factor, double[] Weights) solution)
    {
        (this.kernel, this.settings, this.points) = (kernel, settings, points);
        (factor, weights) = solution;
        (alike, white, solved) = (new double[points.Length], new double[points.Length], new double[points.Length]);
        slopes = new double[points.Length * points[0].Ordered.Length];
    }

    /// <summary>The variance of an observation's noise.</summary>
    internal double Noise => settings[^1];

    /// <summary>The settings that make the outcomes most probable given the priors, and the logarithm of that probability density.</summary>
    /// <param name="kernel">Names the settings.</param>
    /// <param name="points">Where outcomes were seen, at least one.</param>
    /// <param name="outcomes">About mean 0 and variance 1.</param>
    /// <param name="mostNoise">The largest variance of the noise.</param>
    internal static (double[] Logarithms, double Evidence) Fit(ProcessKernel kernel, SurrogatePoint[] points, double[] outcomes, double mostNoise = 1)
    {
        var (mean, deviation) = kernel.Prior();
        var box = kernel.Box();
        box.High[^1] = Math.Log(mostNoise);
        var best = (Logarithms: mean, Evidence: double.NegativeInfinity);
        // Of many points a few steps show which start leads further; only that one is followed to the end.
        var screened = points.Length >= ManyPoints;
        foreach (var noise in startNoises.Where(n => n <= mostNoise))
        {
            double[] start = [.. mean[..^1], Math.Log(noise)];
            var value = Improve(start, screened ? ScreeningSteps : Steps);
            if (-value > best.Evidence)
            {
                best = (start, -value);
            }
        }

        return screened && double.IsFinite(best.Evidence) ? (best.Logarithms, -Improve(best.Logarithms, Steps - ScreeningSteps)) : best;

        double Improve(double[] at, int steps) =>
            QuasiNewton.Minimise((x, gradient) => Cost(kernel, points, outcomes, (mean, deviation), x, gradient), at, box, steps);
    }

    /// <summary>Conditions a process with these settings on outcomes.</summary>
    internal static GaussianProcess Of(ProcessKernel kernel, double[] logarithms, SurrogatePoint[] points, double[] outcomes)
    {
        double[] settings = [.. logarithms.Select(Math.Exp)];
        Triangle? factor;
        while ((factor = Triangle.Of(Covariance(kernel, settings, points))) is null)
        {
            settings[^1] *= 10; // rounding made the matrix indefinite: a little more noise always mends that
        }

        var (white, solved) = (new double[points.Length], new double[points.Length]);
        factor.Whiten(outcomes, white);
        factor.Colour(white, solved);
        return new GaussianProcess(kernel, settings, points, (factor, solved));
    }

    /// <summary>The mean of the outcome at a point.</summary>
    internal double Mean(SurrogatePoint point)
    {
        var mean = 0.0;
        for (var i = 0; i < points.Length; i++)
        {
            mean += weights[i] * kernel.Value(settings, point, points[i]);
        }

        return mean;
    }

    /// <summary>Mean and variance of the outcome at a point, without noise.</summary>
    internal (double Mean, double Variance) Predict(SurrogatePoint point)
    {
        for (var i = 0; i < points.Length; i++)
        {
            alike[i] = kernel.Value(settings, point, points[i]);
        }

        factor.Whiten(alike, white);
        return (Sums.Dot(alike, weights), Math.Max(1e-14, kernel.Value(settings, point, point) - Sums.Dot(white, white)));
    }

    /// <summary>Mean and variance, and their derivatives by the ordered parameters.</summary>
    internal (double Mean, double Variance) Predict(SurrogatePoint point, Span<double> byMean, Span<double> byVariance)
    {
        var ordered = point.Ordered.Length;
        for (var i = 0; i < points.Length; i++)
        {
            alike[i] = kernel.Gradient(settings, point, points[i], slopes.AsSpan(i * ordered, ordered));
        }

        factor.Whiten(alike, white);
        factor.Colour(white, solved);
        byMean.Clear();
        // The variance at the point itself grows along the trend; that of the other parts is the same everywhere.
        var own = kernel.Gradient(settings, point, point, byVariance);
        for (var d = 0; d < ordered; d++)
        {
            byVariance[d] *= 2;
        }

        for (var i = 0; i < points.Length; i++)
        {
            for (var d = 0; d < ordered; d++)
            {
                byMean[d] += weights[i] * slopes[(i * ordered) + d];
                byVariance[d] -= 2 * solved[i] * slopes[(i * ordered) + d];
            }
        }

        return (Sums.Dot(alike, weights), Math.Max(1e-14, own - Sums.Dot(white, white)));
    }

    private static double[][] Covariance(ProcessKernel kernel, double[] settings, SurrogatePoint[] points)
    {
        var rows = new double[points.Length][];
        for (var i = 0; i < points.Length; i++)
        {
            rows[i] = new double[i + 1];
            for (var j = 0; j <= i; j++)
            {
                rows[i][j] = kernel.Value(settings, points[i], points[j]);
            }

            rows[i][i] += settings[^1];
        }

        return rows;
    }

    // The negative logarithm of likelihood times prior, and its gradient.
    private static double Cost(
        ProcessKernel kernel, SurrogatePoint[] points, double[] outcomes, (double[] Mean, double[] Deviation) prior, ReadOnlySpan<double> at, Span<double> gradient)
    {
        var settings = new double[at.Length];
        for (var s = 0; s < settings.Length; s++)
        {
            settings[s] = Math.Exp(at[s]);
        }

        gradient.Clear();
        if (Triangle.Of(Covariance(kernel, settings, points)) is not { } factor)
        {
            return double.PositiveInfinity;
        }

        var (white, solved) = (new double[points.Length], new double[points.Length]);
        factor.Whiten(outcomes, white);
        factor.Colour(white, solved);
        var inverse = factor.MatrixInverse();
        for (var i = 0; i < points.Length; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var pull = inverse[i][j] - (solved[i] * solved[j]);
                kernel.Learn(settings, points[i], points[j], i == j ? pull / 2 : pull, gradient);
            }

            gradient[^1] += (inverse[i][i] - (solved[i] * solved[i])) / 2 * settings[^1];
        }

        var cost = (Sums.Dot(white, white) + factor.LogDeterminant + (points.Length * Math.Log(2 * Math.PI))) / 2;
        for (var s = 0; s < settings.Length; s++)
        {
            var off = (at[s] - prior.Mean[s]) / prior.Deviation[s];
            cost += off * off / 2;
            gradient[s] += off / prior.Deviation[s];
        }

        return cost;
    }
}

namespace Assay.Tuning.Surrogates;

/// <summary>The logarithm of the expected improvement over the best, times the probability that every outcome constraint is kept.</summary>
/// <remarks>Sources: Jones et al. 1998; Ament et al., NeurIPS 2023; constraints after Gelbart et al., UAI 2014. Before any point is feasible only the constraints count.</remarks>
internal sealed class ImprovementGain : Acquisition
{
    private readonly GaussianProcess? objective;
    private readonly double best;
    private readonly IReadOnlyList<(GaussianProcess Process, double Limit)> constraints;

    /// <param name="objective">Null when nothing is feasible yet.</param>
    /// <param name="best">What is to be improved on, on the objective's scale.</param>
    /// <param name="constraints">Kept where the process is at most the limit.</param>
    internal ImprovementGain(GaussianProcess? objective, double best, IReadOnlyList<(GaussianProcess Process, double Limit)> constraints) =>
        (this.objective, this.best, this.constraints) = (objective, best, constraints);

    /// <inheritdoc/>
    internal override double Gain(SurrogatePoint point, Span<double> gradient)
    {
        gradient.Clear();
        Span<double> byMean = stackalloc double[gradient.Length];
        Span<double> byVariance = stackalloc double[gradient.Length];
        var gain = 0.0;
        if (objective is not null)
        {
            var (mean, variance) = Predict(objective, point, byMean, byVariance);
            var deviation = Math.Sqrt(variance);
            var (logH, below, density) = NormalTails.Improvement((best - mean) / deviation);
            gain += Math.Log(deviation) + logH;
            Add(gradient, -below / deviation, byMean, density / deviation / (2 * deviation), byVariance);
        }

        foreach (var (process, limit) in constraints)
        {
            var (mean, variance) = Predict(process, point, byMean, byVariance);
            var deviation = Math.Sqrt(variance);
            var t = (limit - mean) / deviation;
            var (logBelow, slope) = NormalTails.Below(t);
            gain += logBelow;
            Add(gradient, -slope / deviation, byMean, -slope * t / (2 * variance), byVariance);
        }

        return gain;
    }

    internal static (double Mean, double Variance) Predict(GaussianProcess process, SurrogatePoint point, Span<double> byMean, Span<double> byVariance) =>
        byMean.Length == 0 ? process.Predict(point) : process.Predict(point, byMean, byVariance);

    private static void Add(Span<double> gradient, double first, ReadOnlySpan<double> byMean, double second, ReadOnlySpan<double> byVariance)
    {
        for (var i = 0; i < gradient.Length; i++)
        {
            gradient[i] += (first * byMean[i]) + (second * byVariance[i]);
        }
    }
}

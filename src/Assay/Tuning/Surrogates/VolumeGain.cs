namespace Assay.Tuning.Surrogates;

/// <summary>The logarithm of the expected growth of dominated hypervolume, for several objectives with independent processes.</summary>
/// <remarks>
/// The region no point dominates is cut into boxes along the last objective, then the one before; the expectation over a box is a product.
/// Source: Yang et al., Journal of Global Optimization 75, 2019; logarithm after Ament et al., NeurIPS 2023.
/// </remarks>
internal sealed class VolumeGain : Acquisition
{
    private readonly IReadOnlyList<GaussianProcess> objectives;
    private readonly List<(double[] Low, double[] High)> boxes = [];
    private readonly ImprovementGain feasible;

    /// <param name="objectives">A process an objective.</param>
    /// <param name="front">Points no other dominates, on the processes' scales.</param>
    /// <param name="reference">Nothing counts beyond it.</param>
    /// <param name="constraints">Kept where the process is at most the limit.</param>
    internal VolumeGain(
        IReadOnlyList<GaussianProcess> objectives, double[][] front, double[] reference, IReadOnlyList<(GaussianProcess Process, double Limit)> constraints)
    {
        this.objectives = objectives;
        feasible = new ImprovementGain(null, 0, constraints);
        Cut(front, reference, reference.Length - 1, ([.. reference.Select(_ => double.NegativeInfinity)], [.. reference]));
    }

    /// <inheritdoc/>
    internal override double Gain(SurrogatePoint point, Span<double> gradient)
    {
        var count = objectives.Count;
        var ordered = gradient.Length;
        Span<double> mean = stackalloc double[count], deviation = stackalloc double[count], byMean = stackalloc double[count], byDeviation = stackalloc double[count];
        var slopes = ordered == 0 ? [] : new double[2 * count * ordered];
        for (var k = 0; k < count; k++)
        {
            var (m, v) = ImprovementGain.Predict(objectives[k], point, slopes.AsSpan(2 * k * ordered, ordered), slopes.AsSpan(((2 * k) + 1) * ordered, ordered));
            (mean[k], deviation[k]) = (m, Math.Sqrt(v));
        }

        byMean.Clear();
        byDeviation.Clear();
        var total = Volume(mean, deviation, byMean, byDeviation);
        var gain = feasible.Gain(point, gradient);
        if (total < 1e-250)
        {
            // Out of the doubles' range: pulled to the nearest box by the means alone.
            return gain - 600 - Distance(mean);
        }

        for (var k = 0; k < count; k++)
        {
            for (var d = 0; d < ordered; d++)
            {
                gradient[d] += ((byMean[k] * slopes[(2 * k * ordered) + d]) + (byDeviation[k] / (2 * deviation[k]) * slopes[(((2 * k) + 1) * ordered) + d])) / total;
            }
        }

        return gain + Math.Log(total);
    }

    private double Volume(ReadOnlySpan<double> mean, ReadOnlySpan<double> deviation, Span<double> byMean, Span<double> byDeviation)
    {
        var count = mean.Length;
        Span<double> sides = stackalloc double[count], sideByMean = stackalloc double[count], sideByDeviation = stackalloc double[count];
        var total = 0.0;
        foreach (var (low, high) in boxes)
        {
            var product = 1.0;
            for (var k = 0; k < count; k++)
            {
                var (value, m, s) = NormalTails.Shortfall(high[k], mean[k], deviation[k]);
                if (!double.IsInfinity(low[k]))
                {
                    var (under, um, us) = NormalTails.Shortfall(low[k], mean[k], deviation[k]);
                    (value, m, s) = (value - under, m - um, s - us);
                }

                (sides[k], sideByMean[k], sideByDeviation[k]) = (Math.Max(value, 0), m, s);
                product *= sides[k];
            }

            total += product;
            for (var k = 0; k < count && product > 0; k++)
            {
                byMean[k] += product / sides[k] * sideByMean[k];
                byDeviation[k] += product / sides[k] * sideByDeviation[k];
            }
        }

        return total;
    }

    private double Distance(ReadOnlySpan<double> mean)
    {
        var nearest = double.PositiveInfinity;
        foreach (var (_, high) in boxes)
        {
            var distance = 0.0;
            for (var k = 0; k < mean.Length; k++)
            {
                distance += Math.Max(0, mean[k] - high[k]);
            }

            nearest = Math.Min(nearest, distance);
        }

        return nearest;
    }

    private void Cut(double[][] front, double[] reference, int objective, (double[] Low, double[] High) box)
    {
        if (objective == 0)
        {
            double[] high = [.. box.High];
            high[0] = front.Length == 0 ? reference[0] : Math.Min(reference[0], front.Min(p => p[0]));
            boxes.Add(([.. box.Low], high));
            return;
        }

        var sorted = front.OrderBy(p => p[objective]).ToArray();
        for (var k = 0; k <= sorted.Length; k++)
        {
            var (low, high) = ((double[])box.Low.Clone(), (double[])box.High.Clone());
            low[objective] = k == 0 ? double.NegativeInfinity : sorted[k - 1][objective];
            high[objective] = k == sorted.Length ? reference[objective] : sorted[k][objective];
            if (high[objective] > low[objective])
            {
                Cut(Undominated(sorted[..k], objective), reference, objective - 1, (low, high));
            }
        }
    }

    // In a slab only the lower objectives count; points others dominate there would only add empty boxes.
    private static double[][] Undominated(double[][] points, int objectives) =>
        [.. points.Where((p, i) => !points.Where((o, j) => j != i && ParetoFront.Dominates(o.AsSpan(0, objectives), p.AsSpan(0, objectives))).Any())];
}

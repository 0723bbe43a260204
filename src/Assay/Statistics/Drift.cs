using Assay.Numerics;

namespace Assay.Statistics;

/// <summary>How far a current sample of numbers has moved from a reference sample. All are 0 when both are the same.</summary>
public static class Drift
{
    /// <summary>Area between the distribution functions (earth mover's distance), in the numbers' unit.</summary>
    public static double Wasserstein(ReadOnlySpan<double> reference, ReadOnlySpan<double> current) => Integral(reference, current, Math.Abs);

    /// <summary>Root of twice the integral of the squared distance of the distribution functions. Source: Szekely and Rizzo, JSPI 143, 2013 (root form, as scipy).</summary>
    public static double Energy(ReadOnlySpan<double> reference, ReadOnlySpan<double> current) =>
        Math.Sqrt(2 * Integral(reference, current, gap => gap * gap));

    /// <summary>Cramer and von Mises' two-sample statistic T. Source: Anderson, Annals of Mathematical Statistics 33, 1962; ties get their mean rank.</summary>
    public static double CramerVonMises(ReadOnlySpan<double> reference, ReadOnlySpan<double> current)
    {
        Inputs.Samples(reference, current);
        var (a, b) = (reference.ToArray(), current.ToArray());
        Array.Sort(a);
        Array.Sort(b);
        var ranks = Ranks.Mid([.. a, .. b]).Ranks;
        double m = a.Length, n = b.Length, sum = 0;
        for (var i = 0; i < ranks.Length; i++)
        {
            var place = i < a.Length ? i + 1 : i - a.Length + 1;
            sum += (i < a.Length ? m : n) * (ranks[i] - place) * (ranks[i] - place);
        }

        return (sum / (m * n * (m + n))) - (((4 * m * n) - 1) / (6 * (m + n)));
    }

    /// <summary>Population stability index over ten bins between the reference's deciles: 0.1 is small, 0.25 large, by custom.</summary>
    public static double StabilityIndex(ReadOnlySpan<double> reference, ReadOnlySpan<double> current)
    {
        Inputs.Samples(reference, current);
        var sorted = reference.ToArray();
        Array.Sort(sorted);
        return StabilityIndex(reference, current, [.. Enumerable.Range(1, 9).Select(k => Quantiles.Linear(sorted, k / 10.0))]);
    }

    /// <summary>Population stability index over given bins; a number at an edge belongs to the bin above. Shares are raised to at least 0.0001.</summary>
    public static double StabilityIndex(ReadOnlySpan<double> reference, ReadOnlySpan<double> current, double[] innerEdges)
    {
        Inputs.Samples(reference, current);
        return CountDrift.StabilityIndex(Counts(reference, innerEdges), Counts(current, innerEdges));
    }

    private static double[] Counts(ReadOnlySpan<double> values, double[] innerEdges)
    {
        var counts = new double[innerEdges.Length + 1];
        foreach (var value in values)
        {
            counts[innerEdges.Count(edge => edge <= value)]++;
        }

        return counts;
    }

    private static double Integral(ReadOnlySpan<double> reference, ReadOnlySpan<double> current, Func<double, double> of)
    {
        Inputs.Samples(reference, current);
        var steps = DistributionSteps.Of(reference, current);
        var sum = 0.0;
        for (var i = 0; i + 1 < steps.Count; i++)
        {
            var gap = ((double)steps[i].First / reference.Length) - ((double)steps[i].Second / current.Length);
            sum += of(gap) * (steps[i + 1].Value - steps[i].Value);
        }

        return sum;
    }
}

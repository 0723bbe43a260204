using Assay.Numerics;

namespace Assay.Statistics;

/// <summary>p values adjusted for many tests: reject those at or below the level. Input in any order, in [0, 1]; output in the same order.</summary>
/// <remarks>Holm, Hochberg, Hommel, Bonferroni and Sidak bound the chance of any false finding; Benjamini-Hochberg and -Yekutieli the expected share of false findings.</remarks>
public static class AdjustedP
{
    /// <summary>Step-down, valid under any dependence. Source: Holm, Scandinavian Journal of Statistics 6, 1979.</summary>
    public static double[] Holm(ReadOnlySpan<double> p) => StepDown(p, (value, left, _) => value * left);

    /// <summary>Holm's weighted step-down: a test of larger weight is asked for less evidence, and the chance of any false finding is bounded all the same.</summary>
    /// <param name="p">p values, in [0, 1].</param>
    /// <param name="weights">One a test, above 0, fixed before the p values were seen; only their ratios count.</param>
    /// <remarks>Source: Holm, Scandinavian Journal of Statistics 6, 1979, section 3. With equal weights the same as <see cref="Holm(ReadOnlySpan{double})"/>.</remarks>
    /// <exception cref="ArgumentException">The weights do not line up with the p values.</exception>
    public static double[] Holm(ReadOnlySpan<double> p, ReadOnlySpan<double> weights)
    {
        if (weights.Length != p.Length)
        {
            throw new ArgumentException($"There are {p.Length} p values but {weights.Length} weights.", nameof(weights));
        }

        var perWeight = new double[p.Length];
        var left = 0.0;
        for (var i = 0; i < p.Length; i++)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(weights[i]);
            perWeight[i] = p[i] / weights[i];
            left += weights[i];
        }

        var adjusted = new double[p.Length];
        var largest = 0.0;
        foreach (var i in RadixSort.Order(perWeight))
        {
            largest = Math.Max(largest, perWeight[i] * left);
            adjusted[i] = Math.Min(1, largest);
            left -= weights[i];
        }

        return adjusted;
    }

    /// <summary>Step-down for independent (or positively dependent) tests: Holm's order with Sidak's inequality.</summary>
    public static double[] HolmSidak(ReadOnlySpan<double> p) => StepDown(p, (value, left, _) => Sidak(value, left));

    /// <summary>Step-up, valid when tests are independent or positively dependent. Source: Hochberg, Biometrika 75, 1988.</summary>
    public static double[] Hochberg(ReadOnlySpan<double> p) => StepUp(p, (value, rank, count) => value * (count - rank + 1));

    /// <summary>Every p value times the number of tests.</summary>
    public static double[] Bonferroni(ReadOnlySpan<double> p) => Each(p, (value, count) => Math.Min(1, value * count));

    /// <summary>1 - (1 - p)^m, for independent tests.</summary>
    public static double[] Sidak(ReadOnlySpan<double> p) => Each(p, Sidak);

    /// <summary>False discovery rate for independent or positively dependent tests. Source: Benjamini and Hochberg, JRSS-B 57, 1995.</summary>
    public static double[] BenjaminiHochberg(ReadOnlySpan<double> p) => StepUp(p, (value, rank, count) => value * count / rank);

    /// <summary>False discovery rate under any dependence. Source: Benjamini and Yekutieli, Annals of Statistics 29, 2001.</summary>
    public static double[] BenjaminiYekutieli(ReadOnlySpan<double> p)
    {
        var harmonic = 0.0;
        for (var i = 1; i <= p.Length; i++)
        {
            harmonic += 1.0 / i;
        }

        return StepUp(p, (value, rank, count) => value * count * harmonic / rank);
    }

    /// <summary>Closed testing with Simes' inequality, more powerful than Hochberg. Source: Hommel, Biometrika 75, 1988; Wright, Biometrics 48, 1992.</summary>
    public static double[] Hommel(ReadOnlySpan<double> p)
    {
        var order = Order(p);
        var count = p.Length;
        var adjusted = p.ToArray();
        for (var size = count; size > 1; size--)
        {
            var smallest = double.PositiveInfinity;
            for (var i = 1; i <= size; i++)
            {
                smallest = Math.Min(smallest, size * p[order[count - size + i - 1]] / i);
            }

            for (var i = 0; i < count; i++)
            {
                var limit = i >= count - size ? smallest : Math.Min(smallest, size * p[order[i]]);
                adjusted[order[i]] = Math.Max(adjusted[order[i]], limit);
            }
        }

        return Each(adjusted, (value, _) => Math.Min(1, value));
    }

    private static double Sidak(double p, int tests) => -Math.Exp(tests * LogOneMinus(p)) + 1;

    private static double LogOneMinus(double p) => p < 1e-5 ? -p - (p * p / 2) - (p * p * p / 3) : Math.Log(1 - p);

    private static double[] Each(ReadOnlySpan<double> p, Func<double, int, double> adjust)
    {
        var adjusted = new double[p.Length];
        for (var i = 0; i < p.Length; i++)
        {
            adjusted[i] = adjust(p[i], p.Length);
        }

        return adjusted;
    }

    private static double[] StepDown(ReadOnlySpan<double> p, Func<double, int, int, double> adjust)
    {
        var order = Order(p);
        var adjusted = new double[p.Length];
        var largest = 0.0;
        for (var rank = 1; rank <= order.Length; rank++)
        {
            largest = Math.Max(largest, adjust(p[order[rank - 1]], p.Length - rank + 1, p.Length));
            adjusted[order[rank - 1]] = Math.Min(1, largest);
        }

        return adjusted;
    }

    private static double[] StepUp(ReadOnlySpan<double> p, Func<double, int, int, double> adjust)
    {
        var order = Order(p);
        var adjusted = new double[p.Length];
        var smallest = 1.0;
        for (var rank = order.Length; rank >= 1; rank--)
        {
            smallest = Math.Min(smallest, adjust(p[order[rank - 1]], rank, p.Length));
            adjusted[order[rank - 1]] = smallest;
        }

        return adjusted;
    }

    private static int[] Order(ReadOnlySpan<double> p)
    {
        foreach (var value in p)
        {
            if (!(value >= 0 && value <= 1))
            {
                throw new ArgumentOutOfRangeException(nameof(p), value, "A p value lies in [0, 1].");
            }
        }

        return RadixSort.Order(p);
    }
}

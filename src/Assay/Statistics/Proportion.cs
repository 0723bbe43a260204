using Assay.Numerics;

namespace Assay.Statistics;

/// <summary>Confidence intervals of a share of independent rows.</summary>
/// <remarks>Wilson is the default here: its coverage is near nominal at any share and n (Brown, Cai and DasGupta, Statistical Science 16, 2001).</remarks>
public static class Proportion
{
    /// <summary>Score interval. Source: Wilson, JASA 22, 1927.</summary>
    /// <param name="successes">Rows counted, in [0, trials]; a weighted count is taken as it is.</param>
    /// <param name="trials">All rows; 0 gives an undefined interval.</param>
    /// <param name="level">In (0, 1).</param>
    public static Interval Wilson(double successes, double trials, double level = 0.95)
    {
        if (Undefined(successes, trials) is { } none)
        {
            return none with { Level = level };
        }

        var z = Tails.NormalOfLevel(level);
        var share = successes / trials;
        var denominator = 1 + (z * z / trials);
        var center = (share + (z * z / (2 * trials))) / denominator;
        var half = z * Math.Sqrt(((share * (1 - share)) + (z * z / (4 * trials))) / trials) / denominator;
        // The limits at 0 and at all are exactly 0 and 1; rounding must not say otherwise.
        return Make(share, (successes == 0 ? 0 : center - half, successes == trials ? 1 : center + half), "wilson", level);
    }

    /// <summary>Exact interval: never covers less than the level, usually more. Source: Clopper and Pearson, Biometrika 26, 1934.</summary>
    public static Interval ClopperPearson(double successes, double trials, double level = 0.95)
    {
        if (Undefined(successes, trials) is { } none)
        {
            return none with { Level = level };
        }

        var tail = (1 - level) / 2;
        var low = successes == 0 ? 0 : Tails.BetaQuantile(tail, successes, trials - successes + 1);
        var high = successes == trials ? 1 : Tails.BetaQuantile(1 - tail, successes + 1, trials - successes);
        return Make(successes / trials, (low, high), "clopper-pearson", level);
    }

    /// <summary>Normal interval around the share, cut to [0, 1]; too short near 0 and 1. For comparison with other tools.</summary>
    public static Interval Wald(double successes, double trials, double level = 0.95)
    {
        if (Undefined(successes, trials) is { } none)
        {
            return none with { Level = level };
        }

        var share = successes / trials;
        return Around(share, (share, trials), "wald", level);
    }

    /// <summary>Normal interval around the share moved towards one half. Source: Agresti and Coull, American Statistician 52, 1998.</summary>
    public static Interval AgrestiCoull(double successes, double trials, double level = 0.95)
    {
        if (Undefined(successes, trials) is { } none)
        {
            return none with { Level = level };
        }

        var z = Tails.NormalOfLevel(level);
        var more = trials + (z * z);
        return Around(successes / trials, ((successes + (z * z / 2)) / more, more), "agresti-coull", level);
    }

    /// <summary>Equal-tailed interval of the posterior under Jeffreys' prior, Beta(1/2, 1/2).</summary>
    public static Interval Jeffreys(double successes, double trials, double level = 0.95)
    {
        if (Undefined(successes, trials) is { } none)
        {
            return none with { Level = level };
        }

        var tail = (1 - level) / 2;
        var (a, b) = (successes + 0.5, trials - successes + 0.5);
        return Make(successes / trials, (Tails.BetaQuantile(tail, a, b), Tails.BetaQuantile(1 - tail, a, b)), "jeffreys", level);
    }

    private static Interval Around(double share, (double Center, double Trials) at, string method, double level)
    {
        var half = Tails.NormalOfLevel(level) * Math.Sqrt(at.Center * (1 - at.Center) / at.Trials);
        return Make(share, (Math.Max(0, at.Center - half), Math.Min(1, at.Center + half)), method, level);
    }

    private static Interval Make(double share, (double Low, double High) limits, string method, double level) =>
        new(share, limits.Low, limits.High, method) { Level = level };

    private static Interval? Undefined(double successes, double trials)
    {
        if (!(successes >= 0 && successes <= trials))
        {
            throw new ArgumentOutOfRangeException(nameof(successes), successes, $"Successes must lie between 0 and the {trials} trials.");
        }

        return trials == 0 ? Interval.None("there are no rows") : null;
    }
}

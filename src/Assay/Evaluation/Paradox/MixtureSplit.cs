using Assay.Evaluation.Rows;
using Assay.Statistics;

namespace Assay.Evaluation.Paradox;

/// <summary>The difference of two means as the part that comes from who is in the two arms (mix) and the part that holds within strata (rate).</summary>
/// <param name="By">The strata.</param>
/// <param name="Total">First less second mean.</param>
/// <param name="Mix">What different shares of the strata explain.</param>
/// <param name="Rate">What different means within strata explain: the difference were both arms mixed alike.</param>
/// <remarks>
/// Mix: sum over strata of the mean of both rates times the difference of shares; rate: of the mean of both shares times the difference of rates;
/// they add up to the total. Source: Kitagawa, JASA 50, 1955. Variances by linearisation, so a row in both arms is counted as paired.
/// </remarks>
internal sealed record MixtureSplit(Strata By, Interval Total, Interval Mix, Interval Rate)
{
    private const double LeastShare = 0.95;
    private const int LeastRows = 10;

    /// <summary>First less second mean in each stratum; NaN where one arm has too few rows.</summary>
    public required IReadOnlyList<double> Differences { get; init; }

    /// <summary>Whether total and rate effect point in opposite directions.</summary>
    public bool Turns => Math.Sign(Total.Value) * Math.Sign(Rate.Value) < 0;

    /// <summary>Whether every stratum points against the total.</summary>
    public bool TurnsEverywhere => Differences.Where(d => !double.IsNaN(d)).All(d => Math.Sign(d) * Math.Sign(Total.Value) < 0);

    /// <summary>p value of total and rate effect both being there, with these opposite signs; 1 when the signs agree.</summary>
    /// <remarks>The larger of both: an intersection-union test. Source: Berger, Technometrics 24, 1982.</remarks>
    public double P => Turns ? Math.Max(TwoSided(Total), TwoSided(Rate)) : 1;

    /// <summary>The split; null when strata that hold both arms have less than 95 of 100 rows of either.</summary>
    public static MixtureSplit? Of(TwoArms arms, Strata by, RowDesign design)
    {
        var kept = Supported(arms, by);
        var sums = Sums(arms, by, kept, Weights(design, arms.Values.Length));
        if (kept is null || sums is null)
        {
            return null;
        }

        var (mix, rate) = Influence(arms, (by, kept), sums, design);
        return new(by, design.Around(sums.Total, [.. mix.Zip(rate, (m, r) => m + r)]), design.Around(sums.Mix, mix), design.Around(sums.Rate, rate))
        {
            Differences = [.. sums.Difference.Select((d, s) => kept[s] ? d : double.NaN)],
        };
    }

    /// <summary>The same with bootstrap intervals.</summary>
    public MixtureSplit Drawn(TwoArms arms, BootstrapOptions options)
    {
        var kept = Supported(arms, By)!;
        Interval Draw(Func<Parts, double> of) => Bootstrap.Of(w => Sums(arms, By, kept, w) is { } parts ? of(parts) : double.NaN, arms.Values.Length, options);
        return this with { Total = Draw(p => p.Total), Mix = Draw(p => p.Mix), Rate = Draw(p => p.Rate) };
    }

    private static double TwoSided(Interval effect)
    {
        var error = Gate.StandardError(effect);
        return error > 0 ? Numerics.Tails.NormalTwoSided(effect.Value / error) : effect.Value == 0 || double.IsNaN(error) ? 1 : 0;
    }

    private static double[] Weights(RowDesign design, int rows) => design.Weights.Length > 0 ? design.Weights : [.. Enumerable.Repeat(1.0, rows)];

    private static bool[]? Supported(TwoArms arms, Strata by)
    {
        var (first, second) = (new int[by.Names.Count], new int[by.Names.Count]);
        for (var row = 0; row < by.Of.Length; row++)
        {
            first[by.Of[row]] += arms.InFirst[row] ? 1 : 0;
            second[by.Of[row]] += arms.InSecond[row] ? 1 : 0;
        }

        bool[] kept = [.. first.Zip(second, (a, b) => a >= LeastRows && b >= LeastRows)];
        double Share(int[] counts) => (double)counts.Where((_, s) => kept[s]).Sum() / Math.Max(1, counts.Sum());
        return kept.Count(k => k) > 1 && Share(first) >= LeastShare && Share(second) >= LeastShare ? kept : null;
    }

    private static Parts? Sums(TwoArms arms, Strata by, bool[]? kept, ReadOnlySpan<double> weights)
    {
        if (kept is null)
        {
            return null;
        }

        var strata = by.Names.Count;
        var (weightA, sumA, weightB, sumB) = (new double[strata], new double[strata], new double[strata], new double[strata]);
        for (var row = 0; row < weights.Length; row++)
        {
            var s = by.Of[row];
            var weight = weights[row];
            if (arms.InFirst[row])
            {
                weightA[s] += weight;
                sumA[s] += weight * arms.Values[row];
            }

            if (arms.InSecond[row])
            {
                weightB[s] += weight;
                sumB[s] += weight * arms.Values[row];
            }
        }

        for (var s = 0; s < strata; s++)
        {
            if (kept[s] && (weightA[s] == 0 || weightB[s] == 0))
            {
                return null;
            }

            (weightA[s], weightB[s]) = kept[s] ? (weightA[s], weightB[s]) : (0, 0);
        }

        return new(weightA, sumA, weightB, sumB);
    }

    // How each row moves mix and rate effect.
    private static (double[] Mix, double[] Rate) Influence(TwoArms arms, (Strata Of, bool[] Kept) by, Parts parts, RowDesign design)
    {
        var rows = arms.Values.Length;
        var (mix, rate) = (new double[rows], new double[rows]);
        void Add(bool[] within, (double[] Share, double[] Rates, double Weight, double Sign) arm)
        {
            double[] middle = [.. parts.RateA.Zip(parts.RateB, (a, b) => (a + b) / 2)];
            var (meanMiddle, meanDifference) = (0.0, 0.0);
            for (var s = 0; s < middle.Length; s++)
            {
                meanMiddle += by.Kept[s] ? arm.Share[s] * middle[s] : 0;
                meanDifference += by.Kept[s] ? arm.Share[s] * parts.Difference[s] : 0;
            }

            for (var row = 0; row < rows; row++)
            {
                var s = by.Of.Of[row];
                if (!within[row] || !by.Kept[s])
                {
                    continue;
                }

                var (weight, off) = (design.Weight(row) / arm.Weight, (arms.Values[row] - arm.Rates[s]) / arm.Share[s]);
                rate[row] += weight * ((arm.Sign * (parts.ShareA[s] + parts.ShareB[s]) / 2 * off) + ((parts.Difference[s] - meanDifference) / 2));
                mix[row] += weight * (((parts.ShareA[s] - parts.ShareB[s]) / 2 * off) + (arm.Sign * (middle[s] - meanMiddle)));
            }
        }

        Add(arms.InFirst, (parts.ShareA, parts.RateA, parts.WeightA.Sum(), 1));
        Add(arms.InSecond, (parts.ShareB, parts.RateB, parts.WeightB.Sum(), -1));
        return (mix, rate);
    }

    // Shares and rates of the strata that hold both arms; the others have weight 0.
    private sealed record Parts(double[] WeightA, double[] SumA, double[] WeightB, double[] SumB)
    {
        public double[] ShareA { get; } = Shares(WeightA);

        public double[] ShareB { get; } = Shares(WeightB);

        public double[] RateA { get; } = Rates(SumA, WeightA);

        public double[] RateB { get; } = Rates(SumB, WeightB);

        public double[] Difference => [.. RateA.Zip(RateB, (a, b) => a - b)];

        public double Mix => Enumerable.Range(0, RateA.Length).Sum(s => (RateA[s] + RateB[s]) / 2 * (ShareA[s] - ShareB[s]));

        public double Rate => Enumerable.Range(0, RateA.Length).Sum(s => (ShareA[s] + ShareB[s]) / 2 * (RateA[s] - RateB[s]));

        public double Total => Mix + Rate;

        private static double[] Shares(double[] weights)
        {
            var total = weights.Sum();
            return Array.ConvertAll(weights, w => w / total);
        }

        private static double[] Rates(double[] sums, double[] weights) => [.. sums.Zip(weights, (s, w) => w > 0 ? s / w : 0)];
    }
}

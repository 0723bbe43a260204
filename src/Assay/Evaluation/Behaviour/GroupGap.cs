using Assay.Evaluation.Checks;
using Assay.Numerics;
using Assay.Statistics;

namespace Assay.Evaluation.Behaviour;

/// <summary>How far a group's mean is from that of all other groups together.</summary>
/// <param name="Group">The group.</param>
/// <param name="Rows">Its rows that count.</param>
/// <param name="Mean">Its mean.</param>
/// <param name="Gap">Its mean less the others', with its interval and the p value of no gap.</param>
internal sealed record GroupGap(string Group, int Rows, double Mean, PairedDifference Gap)
{
    private const int Draws = 1000;

    /// <summary>The gap of every group; of two groups, the first one's only, as the other's is the same.</summary>
    /// <param name="context">Units and weights.</param>
    /// <param name="groups">The groups.</param>
    /// <param name="measure">What is compared.</param>
    /// <param name="level">The confidence level of each interval, in (0, 1).</param>
    public static IReadOnlyList<GroupGap> Of(CheckContext context, Groups groups, FairnessMeasure measure, double level) =>
        [.. Enumerable.Range(0, groups.Names.Count == 2 ? 1 : groups.Names.Count).Select(g => One(context, groups, measure, (g, level)))];

    /// <summary>The gap of the truth itself; NaN where it cannot be compared.</summary>
    public static double InTruth(Groups groups, FairnessMeasure measure, string group)
    {
        var (own, others) = Sides(groups, measure.Truth, groups.Names.ToList().IndexOf(group));
        return own.Length == 0 || others.Length == 0 ? double.NaN : Sums.Mean(own) - Sums.Mean(others);
    }

    private static GroupGap One(CheckContext context, Groups groups, FairnessMeasure measure, (int Group, double Level) asked)
    {
        var (own, others) = Sides(groups, measure.Values, asked.Group);
        var name = groups.Names[asked.Group];
        if (own.Length < 2 || others.Length < 2)
        {
            var side = own.Length < 2 ? name : "the other groups";
            return new(name, own.Length, double.NaN, new(Interval.None($"fewer than two rows of {side} count here") with { Level = asked.Level }, double.NaN));
        }

        var gap = context.Units.Length > 0 || context.Predictions.Data.Weights.Length > 0 ? Drawn(context, groups, measure, asked)
            : measure.IsShare ? ProportionDifference.Newcombe((own.Sum(), own.Length), (others.Sum(), others.Length), asked.Level)
            : Welch(own, others, asked.Level);
        return new(name, own.Length, Sums.Mean(own), gap);
    }

    private static (double[] Own, double[] Others) Sides(Groups groups, double[] values, int group)
    {
        var counted = values.Index().Where(v => !double.IsNaN(v.Item) && groups.Of[v.Index] >= 0).ToArray();
        return ([.. counted.Where(v => groups.Of[v.Index] == group).Select(v => v.Item)], [.. counted.Where(v => groups.Of[v.Index] != group).Select(v => v.Item)]);
    }

    private static PairedDifference Welch(double[] own, double[] others, double level)
    {
        var difference = Sums.Mean(own) - Sums.Mean(others);
        var test = TwoSamples.Welch(own, others);
        if (test.Undefined is not null)
        {
            // Both sides constant: the gap is what it is, and none at all has nothing against it.
            return new(new Interval(difference, difference, difference, "both sides constant") { Level = level }, difference == 0 ? 1 : 0);
        }

        var half = Tails.StudentOfLevel(level, test.Degrees) * Math.Abs(difference == 0 ? Error(own, others) : difference / test.T);
        return new(new Interval(difference, difference - half, difference + half, "welch") { Level = level }, test.P);
    }

    private static double Error(double[] own, double[] others) =>
        Math.Sqrt((TwoSamples.Variance(own) / own.Length) + (TwoSamples.Variance(others) / others.Length));

    // Whole units, or weighted rows, drawn again; the normal interval of their spread allows any level with a moderate number of draws.
    private static PairedDifference Drawn(CheckContext context, Groups groups, FairnessMeasure measure, (int Group, double Level) asked)
    {
        double Difference(ReadOnlySpan<double> weights)
        {
            var (own, ownWeight, others, otherWeight) = (0.0, 0.0, 0.0, 0.0);
            for (var row = 0; row < weights.Length; row++)
            {
                if (groups.Of[row] < 0 || double.IsNaN(measure.Values[row]))
                {
                    continue;
                }

                if (groups.Of[row] == asked.Group)
                {
                    (own, ownWeight) = (own + (weights[row] * measure.Values[row]), ownWeight + weights[row]);
                }
                else
                {
                    (others, otherWeight) = (others + (weights[row] * measure.Values[row]), otherWeight + weights[row]);
                }
            }

            return (own / ownWeight) - (others / otherWeight);
        }

        var options = context.Bootstrap("check fairness", Draws);
        double[] plain = options.RowWeights.Length > 0 ? options.RowWeights : [.. Enumerable.Repeat(1.0, measure.Values.Length)];
        double[] draws = [.. Bootstrap.Draws(Difference, measure.Values.Length, options).Where(d => !double.IsNaN(d))];
        var difference = Difference(plain);
        if (draws.Length < 0.9 * Draws || double.IsNaN(difference))
        {
            return new(Interval.None("too many draws are undefined") with { Level = asked.Level }, double.NaN);
        }

        var half = Tails.NormalOfLevel(asked.Level) * Math.Sqrt(TwoSamples.Variance(draws));
        return new(new Interval(difference, difference - half, difference + half, "normal interval of bootstrap draws") { Level = asked.Level }, Bootstrap.TwoSidedP(draws));
    }
}

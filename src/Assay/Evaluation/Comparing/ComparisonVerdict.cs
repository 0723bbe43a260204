using Assay.Evaluation.Report;
using Assay.Statistics;

namespace Assay.Evaluation.Comparing;

/// <summary>Says a comparison in one or two plain sentences.</summary>
internal static class ComparisonVerdict
{
    /// <summary>The decision on the main metric, then slices and costs that are beyond their limits or open.</summary>
    public static string Say(Comparison comparison) => string.Join(" ", Sentences(comparison));

    private static IEnumerable<string> Sentences(Comparison comparison)
    {
        var main = comparison.Main;
        var by = Figures.HasLimits(main.Gain) ? $"{Figures.Value(Abs(main.Gain))} ({Figures.Level(main.Gain.Level)} interval {Figures.Limits(Abs(main.Gain))})" : Figures.Value(main.Gain);
        yield return main.Decision switch
        {
            Decision.Better => $"{comparison.Second} is better than {comparison.First}: {main.Metric} by {by}.",
            Decision.Worse => $"{comparison.Second} is worse than {comparison.First}: {main.Metric} by {by}.",
            Decision.EqualWithinMargin => $"{comparison.Second} and {comparison.First} are equal within {Figures.Given(main.Margin)} of {main.Metric} (gain {Figures.Gain(main.Gain)}).",
            _ => CannotTell(comparison),
        };
        var beyond = comparison.Slices.Where(s => s.State == LimitState.Exceeded).ToList();
        if (beyond.Count > 0)
        {
            yield return $"It loses more than is accepted where {string.Join(" and where ", beyond.Select(s => $"{s.Slice} ({Figures.Gain(s.Gain)})"))}.";
        }

        foreach (var cost in comparison.Costs.Where(c => c.State != LimitState.Within))
        {
            yield return $"{cost.Name} {(cost.State == LimitState.Exceeded ? "grows more than is accepted" : "is not shown to stay within its limit")}: {Grown(cost)}, accepted {cost.Limit}.";
        }
    }

    private static string CannotTell(Comparison comparison)
    {
        var main = comparison.Main;
        if (double.IsNaN(main.Gain.Value))
        {
            return $"These rows cannot tell: {main.Metric} is undefined ({main.Gain.Undefined ?? main.First.Undefined ?? main.Second.Undefined ?? main.Gain.Method}).";
        }

        if (!Figures.HasLimits(main.Gain))
        {
            return $"{Figures.Count(comparison.Rows)} rows cannot tell {comparison.Second} from {comparison.First}: {main.Metric} gain {Figures.Gain(main.Gain)}, {main.Gain.Method}.";
        }

        var needed = double.IsFinite(comparison.RowsNeeded) ? $" A gain of {Figures.Given(2 * main.Margin)} would need about {Figures.Significant(comparison.RowsNeeded, 2)} rows." : "";
        return $"{Figures.Count(comparison.Rows)} rows cannot tell {comparison.Second} from {comparison.First}: {main.Metric} gain {Figures.Gain(main.Gain)}; they would show a true gain of {Figures.Significant(comparison.SmallestDetectable, 2)} {Figures.Level(comparison.Power)} of the time.{needed}";
    }

    private static string Grown(CostComparison cost) =>
        Figures.HasLimits(cost.Growth) ? $"{cost.Say(cost.Growth.Value)} ({cost.Say(cost.Growth.Low)} to {cost.Say(cost.Growth.High)})" : cost.Say(cost.Growth.Value);

    private static Interval Abs(Interval gain) => gain.Value >= 0 ? gain : gain with { Value = -gain.Value, Low = -gain.High, High = -gain.Low };
}

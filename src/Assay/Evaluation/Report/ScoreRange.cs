using Assay.Statistics;

namespace Assay.Evaluation.Report;

/// <summary>Chooses the part of the scores that deserves the space: near the best, where decisions are made.</summary>
internal static class ScoreRange
{
    /// <summary>From the best to the worst score worth telling apart; scores far worse than most fall outside and are drawn at the edge.</summary>
    /// <param name="scores">All scores; undefined ones are passed over.</param>
    /// <param name="largerIsBetter">Which end is the good one.</param>
    /// <returns>Low less than high, always.</returns>
    public static (double Low, double High) Near(IEnumerable<Interval> scores, bool largerIsBetter)
    {
        var defined = scores.Where(s => double.IsFinite(s.Value))
            .OrderBy(s => largerIsBetter ? -s.Value : s.Value).ToList();
        if (defined.Count == 0)
        {
            return (0, 1);
        }

        var best = defined[0];
        var typical = Math.Abs(best.Value - defined[defined.Count / 2].Value);
        var width = Figures.HasLimits(best) ? best.High - best.Low : 0;
        var reach = Math.Max(3 * typical, 3 * width);
        reach = reach > 0 ? reach : Math.Max(Math.Abs(best.Value) * 0.05, 1e-9);
        var kept = defined.Where(s => Math.Abs(s.Value - best.Value) <= reach).ToList();
        var low = kept.Min(s => Figures.HasLimits(s) ? Math.Max(s.Low, s.Value - reach) : s.Value);
        var high = kept.Max(s => Figures.HasLimits(s) ? Math.Min(s.High, s.Value + reach) : s.Value);
        var room = Math.Max((high - low) * 0.05, reach * 0.02);
        return (low - room, high + room);
    }

    /// <summary>From the worst to the best score, baselines included.</summary>
    public static (double Low, double High) Whole(IEnumerable<Interval> scores)
    {
        var ends = scores.Where(s => double.IsFinite(s.Value))
            .SelectMany(s => Figures.HasLimits(s) ? new[] { s.Low, s.High, s.Value } : [s.Value]).ToList();
        if (ends.Count == 0)
        {
            return (0, 1);
        }

        var room = Math.Max((ends.Max() - ends.Min()) * 0.04, Math.Max(Math.Abs(ends[0]) * 0.001, 1e-9));
        return (ends.Min() - room, ends.Max() + room);
    }
}

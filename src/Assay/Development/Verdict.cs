using System.Globalization;
using Assay.Statistics;

namespace Assay.Development;

/// <summary>Says the outcome in one or two plain sentences.</summary>
internal static class Verdict
{
    /// <summary>Champion, score on the locked test part, gain over the best baseline, and why nothing more complex was kept.</summary>
    public static string Say(string metric, ChampionResult champion, IReadOnlyList<Promotion> promotions)
    {
        var test = champion.Test[metric];
        var first = $"Keep {champion.Name} ({champion.Phase}): {metric} {Show(test)} on the locked test part{Gain(champion)}.";
        // Of those that were refused, the one that came nearest is what a reader asks about.
        var refused = promotions.Where(p => !p.Promoted && p.From == champion.Name).MaxBy(p => p.Difference.Value);
        return refused is null ? first : $"{first} {refused.Sentence}";
    }

    private static string Gain(ChampionResult champion) => champion.GainOverBaseline is not { } gain || double.IsNaN(gain.Value)
        ? ""
        : double.IsNaN(gain.Low) ? $", {Number(gain.Value)} better than the best baseline without learning ({gain.Method})"
        : gain.Low > 0
            ? $", {Number(gain.Value)} better than the best baseline without learning (95 % interval {Number(gain.Low)} to {Number(gain.High)})"
            : $", not shown to be better than the best baseline without learning (gain {Number(gain.Value)}, 95 % interval {Number(gain.Low)} to {Number(gain.High)})";

    private static string Show(Interval interval) =>
        double.IsNaN(interval.Value) ? $"undefined ({interval.Undefined})"
        : double.IsNaN(interval.Low) ? $"{Number(interval.Value)} ({interval.Method})"
        : $"{Number(interval.Value)} (95 % interval {Number(interval.Low)} to {Number(interval.High)})";

    private static string Number(double value) => value.ToString("G4", CultureInfo.InvariantCulture);
}

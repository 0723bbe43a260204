using Assay.Development.Report;
using Assay.Evaluation.Report;
using Assay.Statistics;

namespace Assay.Development;

/// <summary>Says the outcome in a few plain sentences.</summary>
internal static class Verdict
{
    /// <summary>Champion, score on the locked test part, gain over the best baseline, and why nothing more complex was kept;
    /// before it, that the clock left simple models unscored, or that nothing beats guessing.</summary>
    public static string Say(string metric, ChampionResult champion, IReadOnlyList<Promotion> promotions, SearchFacts search)
    {
        var test = champion.Test[metric];
        var keep = $"{Warning(search)}Keep {champion.Name} ({champion.Phase}): {metric} {Show(test)} on the locked test part{Gain(champion)}.";
        // Of those that were refused, the one that came nearest is what a reader asks about.
        var refused = promotions.Where(p => !p.Promoted && p.From == champion.Name).MaxBy(p => p.Difference.Value);
        return refused is null ? keep : $"{keep} {refused.Sentence}";
    }

    private static string Warning(SearchFacts search) => search switch
    {
        { Unscored: [var one] } => $"Provisional: the clock ended before {one} was scored; give a larger --budget. ",
        { Unscored: [.., var last] some } => $"Provisional: the clock ended before {string.Join(", ", some.SkipLast(1))} and {last} were scored; give a larger --budget. ",
        { BeatsGuessing: false } => "Nothing beats guessing: no signal was found in these columns. ",
        _ => "",
    };

    private static string Gain(ChampionResult champion) => champion.GainOverBaseline is not { } gain || double.IsNaN(gain.Value)
        ? ""
        : !Figures.HasLimits(gain) ? $", {Figures.Value(gain)} better than the best baseline without learning ({gain.Method})"
        : gain.Low > 0 ? $", {Figures.Value(gain)} better than the best baseline without learning (95 % interval {Figures.Limits(gain)})"
        : $", not shown to be better than the best baseline without learning (gain {Figures.Value(gain)}, 95 % interval {Figures.Limits(gain)})";

    private static string Show(Interval interval) =>
        double.IsNaN(interval.Value) ? $"undefined ({interval.Undefined})"
        : Figures.HasLimits(interval) ? $"{Figures.Value(interval)} (95 % interval {Figures.Limits(interval)})"
        : $"{Figures.Value(interval)} ({interval.Method})";
}

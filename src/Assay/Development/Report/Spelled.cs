using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Assay.Evaluation.Report;

namespace Assay.Development.Report;

/// <summary>What every page says in the same words.</summary>
public static partial class Spelled
{
    /// <summary><c>OrderedCode</c> as <c>ordered code</c>.</summary>
    public static string Of(Enum value) => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString()).Replace('-', ' ');

    /// <summary>The inner folds: <c>5 folds</c>, or <c>5 folds dealt 4 times</c>.</summary>
    public static string FoldsOf(SplitSummary split) =>
        split.Repeats > 1 ? $"{split.Folds / split.Repeats} folds dealt {split.Repeats} times" : $"{split.Folds} folds";

    /// <summary>The champion's gain over the best baseline on the test rows, or that it is that baseline.</summary>
    public static string GainOverBaseline(ChampionResult champion) =>
        champion is { GainOverBaseline: null, Phase: Phases.BeforeMachineLearning } ? "the champion is the best baseline" : Figures.Gain(champion.GainOverBaseline);

    /// <summary>What a random split would have claimed, in one sentence; null where it was not measured.</summary>
    public static string? Optimism(Outcome outcome)
    {
        var split = outcome.Split;
        if (split.HonestScore is not { Value: not double.NaN } honest || split.RandomScore is not { Value: not double.NaN } random)
        {
            return null;
        }

        var decimals = Math.Min(Figures.Decimals(honest), Figures.Decimals(random));
        var optimism = split.Optimism ?? (outcome.LargerIsBetter ? random.Value - honest.Value : honest.Value - random.Value);
        var figure = $"{Figures.Fixed(optimism, decimals)} in {outcome.Metric}";
        return optimism >= 0.5 * Math.Pow(10, -decimals)
            ? $"A random split would have looked better by {figure}: that is optimism, not skill."
            : $"A random split would not have looked better ({figure}).";
    }

    /// <summary>What was left out, one text a reason: <c>not started, the clock had ended the search (21): a, b, c and 18 more</c>.</summary>
    /// <param name="entries">Of the form <c>NAME: REASON</c>; reasons that differ only in their numbers are one.</param>
    /// <param name="names">How many names are given for a reason.</param>
    public static IReadOnlyList<string> LeftOut(IReadOnlyList<string> entries, int names) =>
    [
        .. entries.Select(e => e.Split(": ", 2)).GroupBy(e => Numbers().Replace(e[^1], "#")).Select(group =>
        {
            var named = group.Where(e => e.Length > 1).Select(e => e[0]).ToList();
            var count = named.Count > 1 ? $" ({named.Count})" : "";
            var rest = named.Count > names ? $" and {named.Count - names} more" : "";
            return Ranges([.. group.Select(e => e[^1])]) + (named.Count > 0 ? $"{count}: {string.Join(", ", named.Take(names))}{rest}" : "");
        }),
    ];

    // Texts that differ only in their numbers as one text with the range of each number.
    private static string Ranges(IReadOnlyList<string> texts)
    {
        var numbers = texts.Select(t => Numbers().Matches(t).Select(m => m.Value).ToArray()).ToArray();
        var place = 0;
        return Numbers().Replace(texts[0], _ =>
        {
            var at = place++;
            var ordered = numbers.Select(n => n[at]).OrderBy(number => double.Parse(number, CultureInfo.InvariantCulture)).ToArray();
            return ordered[0] == ordered[^1] ? ordered[0] : $"{ordered[0]} to {ordered[^1]}";
        });
    }

    [GeneratedRegex(@"[0-9]+(\.[0-9]+)?")]
    private static partial Regex Numbers();
}

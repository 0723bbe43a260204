using System.Text.Json;
using System.Text.Json.Nodes;

namespace Assay.Development;

/// <summary>Says where two outcomes differ, timings, memory, paths and identifiers aside.</summary>
/// <remarks>
/// Where the clock cut one of them short, what follows from how far it got cannot be the same: then the table, the split, the leaks and
/// every candidate that both tried are compared, and the rest is not.
/// </remarks>
public static class OutcomeComparison
{
    private static readonly HashSet<string> ignored = new(StringComparer.Ordinal)
    {
        "fitSeconds", "predictMicrosecondsPerRow", "peakMemoryBytes", "usedSeconds", "cpuSeconds", "uncut", "run", "model", "report",
    };

    /// <summary>One line a difference, such as <c>champion.test.roc-auc.value: 0.91 became 0.92</c>; empty when they are the same.</summary>
    public static IReadOnlyList<string> Differences(Outcome recorded, Outcome again) => AreWhole(recorded, again)
        ? [.. Compare("", Node(recorded), Node(again))]
        :
        [
            .. Compare("seed", Node(recorded.Seed), Node(again.Seed)),
            .. Compare("task", Node(recorded.Task), Node(again.Task)),
            .. Compare("metric", Node(recorded.Metric), Node(again.Metric)),
            .. Compare("dataset", Node(recorded.Dataset), Node(again.Dataset)),
            .. Compare("split", Node(SplitOf(recorded)), Node(SplitOf(again))),
            .. Shared(recorded, again).SelectMany(pair => Compare($"candidate {pair.One.Name}", Node(WithoutGain(pair.One)), Node(WithoutGain(pair.Two)))),
        ];

    /// <summary>Whether neither was cut short by the clock, so that all of both can be compared.</summary>
    public static bool AreWhole(Outcome recorded, Outcome again) => !recorded.Budget.CutByClock && !again.Budget.CutByClock;

    /// <summary>The candidates that both outcomes tried.</summary>
    public static IReadOnlyList<(CandidateResult One, CandidateResult Two)> Shared(Outcome recorded, Outcome again)
    {
        var second = again.Phases.SelectMany(p => p.Candidates).ToDictionary(c => c.Name, StringComparer.Ordinal);
        return [.. recorded.Phases.SelectMany(p => p.Candidates).Where(c => second.ContainsKey(c.Name) && !IsMadeOfOthers(c)).Select(c => (c, second[c.Name]))];
    }

    // Ensembles are made of what was tried, so they differ where that does.
    private static bool IsMadeOfOthers(CandidateResult candidate) => candidate.Learner is "greedy-ensemble" or "stacking" or "bagging";

    private static CandidateResult WithoutGain(CandidateResult candidate) => candidate with { Gain = null };

    // The evidence of a random split may have been cut too.
    private static object SplitOf(Outcome outcome) => new { outcome.Split.Kind, outcome.Split.By, outcome.Split.Folds, outcome.Split.DevelopmentRows, outcome.Split.TestRows };

    private static JsonNode? Node<T>(T value) => JsonSerializer.SerializeToNode(value, JsonRules.Compact);

    private static IEnumerable<string> Compare(string path, JsonNode? one, JsonNode? two) => (one, two) switch
    {
        (JsonObject first, JsonObject second) => first.Select(p => p.Key).Union(second.Select(p => p.Key))
            .Where(key => !ignored.Contains(key))
            .SelectMany(key => Compare(path.Length == 0 ? key : $"{path}.{key}", first[key], second[key])),
        (JsonArray first, JsonArray second) when first.Count != second.Count => [$"{path}: {first.Count} entries became {second.Count}"],
        (JsonArray first, JsonArray second) => first.Zip(second).SelectMany((pair, i) => Compare($"{path}[{i}]", pair.First, pair.Second)),
        _ => JsonNode.DeepEquals(one, two) ? [] : [$"{path}: {Show(one)} became {Show(two)}"],
    };

    private static string Show(JsonNode? node)
    {
        var text = node?.ToJsonString(JsonRules.Compact) ?? "nothing";
        return text.Length > 80 ? text[..80] + "…" : text;
    }
}

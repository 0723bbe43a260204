using System.Text.Json;
using System.Text.Json.Nodes;

namespace Assay.Development;

/// <summary>Says where two outcomes differ, timings, memory, paths and identifiers aside.</summary>
public static class OutcomeComparison
{
    private static readonly HashSet<string> ignored = new(StringComparer.Ordinal)
    {
        "fitSeconds", "predictMicrosecondsPerRow", "peakMemoryBytes", "usedSeconds", "cpuSeconds", "uncut", "run", "model", "report",
    };

    /// <summary>One line a difference, such as <c>champion.test.roc-auc.value: 0.91 became 0.92</c>; empty when they are the same.</summary>
    public static IReadOnlyList<string> Differences(Outcome recorded, Outcome again) =>
        [.. Compare("", JsonSerializer.SerializeToNode(recorded, JsonRules.Compact), JsonSerializer.SerializeToNode(again, JsonRules.Compact))];

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

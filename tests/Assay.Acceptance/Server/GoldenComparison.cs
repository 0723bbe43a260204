using System.Text.Json;

namespace Assay.Acceptance.Server;

/// <summary>Compares an answer with the recorded one by value.</summary>
internal sealed class GoldenComparison(GoldenNames names, IEnumerable<string> unordered)
{
    private readonly HashSet<string> unordered = [.. unordered, "tags", "params", "aliases", "latest_versions", "dataset_inputs"];

    /// <summary>The first difference, or null.</summary>
    public string? Find(JsonElement want, JsonElement got, string where = "$", string key = "", string parent = "")
    {
        if (want.ValueKind == JsonValueKind.Object && want.EnumerateObject().Select(p => p.Name).SequenceEqual(["$number"]))
        {
            return got.GetRawText() == RawNumbers.Of(want.GetProperty("$number").GetString()!) ? null : $"{where}: want {want.GetRawText()}, got {got.GetRawText()}";
        }

        return want.ValueKind switch
        {
            JsonValueKind.String => Prefixed(where, Text(want.GetString()!, got)),
            JsonValueKind.Number => got.ValueKind == JsonValueKind.Number && (got.GetRawText() == want.GetRawText() || got.GetDouble() == want.GetDouble())
                ? null : $"{where}: want {want.GetRawText()}, got {got.GetRawText()}",
            JsonValueKind.Array => List(want, got, where, unordered.Contains(key) || (key == "metrics" && parent == "data")),
            JsonValueKind.Object => Object(want, got, where, key),
            _ => got.ValueKind == want.ValueKind ? null : $"{where}: want {want.GetRawText()}, got {got.GetRawText()}",
        };
    }

    private string? Text(string want, JsonElement got) =>
        want.StartsWith("{{time:", StringComparison.Ordinal) ? names.MatchTime(want, got)
        : got.ValueKind == JsonValueKind.String ? names.Match(want, got.GetString()!)
        : $"want the text {want}, got {got.GetRawText()}";

    private string? List(JsonElement want, JsonElement got, string where, bool anyOrder)
    {
        if (got.ValueKind != JsonValueKind.Array || got.GetArrayLength() != want.GetArrayLength())
        {
            return $"{where}: want a list of {want.GetArrayLength()}, got {(got.ValueKind == JsonValueKind.Array ? got.GetArrayLength() : got.GetRawText())}";
        }

        if (!anyOrder)
        {
            return want.EnumerateArray().Zip(got.EnumerateArray()).Select((pair, i) => Find(pair.First, pair.Second, $"{where}[{i}]")).FirstOrDefault(d => d is not null);
        }

        var rest = got.EnumerateArray().ToList();
        foreach (var element in want.EnumerateArray())
        {
            var index = rest.FindIndex(candidate =>
            {
                var trial = names.Copy();
                var fits = new GoldenComparison(trial, unordered).Find(element, candidate) is null;
                if (fits)
                {
                    names.Learn(trial);
                }

                return fits;
            });
            if (index < 0)
            {
                return $"{where}: no element {element.GetRawText()} among {got.GetRawText()}";
            }

            rest.RemoveAt(index);
        }

        return null;
    }

    private string? Object(JsonElement want, JsonElement got, string where, string key)
    {
        if (got.ValueKind != JsonValueKind.Object)
        {
            return $"{where}: want an object, got {got.GetRawText()}";
        }

        var (wanted, found) = (want.EnumerateObject().Select(p => p.Name).ToHashSet(), got.EnumerateObject().Select(p => p.Name).ToHashSet());
        return wanted.SetEquals(found)
            ? want.EnumerateObject().Select(p => Find(p.Value, got.GetProperty(p.Name), $"{where}.{p.Name}", p.Name, key)).FirstOrDefault(d => d is not null)
            : $"{where}: missing [{string.Join(", ", wanted.Except(found))}], unexpected [{string.Join(", ", found.Except(wanted))}]";
    }

    private static string? Prefixed(string where, string? difference) => difference is null ? null : $"{where}: {difference}";
}

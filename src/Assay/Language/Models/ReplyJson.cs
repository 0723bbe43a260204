using System.Text.Json;

namespace Assay.Language.Models;

/// <summary>Reads answers of providers; what is not there is a refusal that says so.</summary>
internal static class ReplyJson
{
    /// <summary>The text at a path of names and positions; an absent or empty text is "".</summary>
    public static string Text(JsonElement answer, params object[] path)
    {
        var now = answer;
        foreach (var step in path.SkipLast(1))
        {
            now = At(now, step, answer);
        }

        return now.ValueKind == JsonValueKind.Object && now.TryGetProperty((string)path[^1], out var text) && text.ValueKind == JsonValueKind.String ? text.GetString()! : "";
    }

    /// <summary>The entries of a list.</summary>
    public static IEnumerable<JsonElement> Items(JsonElement answer, string name) => At(answer, name, answer) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : throw Missing(name, answer);

    /// <summary>A list of numbers.</summary>
    public static float[] Vector(JsonElement answer, string name) => [.. Items(answer, name).Select(n => n.GetSingle())];

    /// <summary>A whole number; 0 when it is not there.</summary>
    public static long Whole(JsonElement answer, string name) =>
        answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty(name, out var number) && number.ValueKind == JsonValueKind.Number && number.TryGetInt64(out var whole) ? whole : 0;

    /// <summary>Tokens read and written; zero where the answer does not say.</summary>
    public static TokenUsage Usage(JsonElement answer, string? inside, string read, string written)
    {
        if (inside is not null && (!answer.TryGetProperty(inside, out answer) || answer.ValueKind != JsonValueKind.Object))
        {
            return default;
        }

        return new TokenUsage(Whole(answer, read), Whole(answer, written));
    }

    /// <summary>One step down.</summary>
    public static JsonElement At(JsonElement now, object step, JsonElement whole) => step switch
    {
        string name when now.ValueKind == JsonValueKind.Object && now.TryGetProperty(name, out var found) => found,
        int at when now.ValueKind == JsonValueKind.Array && now.GetArrayLength() > at => now[at],
        _ => throw Missing(step, whole),
    };

    private static ProviderRefusal Missing(object step, JsonElement answer)
    {
        var text = answer.ToString();
        return new ProviderRefusal($"the answer has no \"{step}\": {text[..Math.Min(text.Length, 300)]}");
    }
}

using System.Globalization;
using System.Text.Json;
using Assay.Tuning;

namespace Assay.Cli.Tuning;

/// <summary>Reads what programs write about trials as JSON.</summary>
internal static class TrialLine
{
    /// <summary>A JSON value of one line; null for lines that are none.</summary>
    internal static JsonElement? Parse(string line)
    {
        var text = line.Trim();
        if (text.Length == 0 || (text[0] != '{' && !char.IsAsciiDigit(text[0]) && text[0] != '-'))
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A number, also "NaN" and null (not a number).</summary>
    internal static double Number(JsonElement value, string where) => value.ValueKind switch
    {
        JsonValueKind.Number => value.GetDouble(),
        JsonValueKind.Null => double.NaN,
        JsonValueKind.String when double.TryParse(value.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
        _ => throw new AssayException("usage.protocol", $"\"{where}\" is a number, not {value.GetRawText()}."),
    };

    /// <summary>How a trial ended: "value" or "values", "constraints", "state", "error".</summary>
    internal static TrialOutcome Outcome(JsonElement told)
    {
        var values = told.ValueKind == JsonValueKind.Number ? [told.GetDouble()]
            : told.TryGetProperty("values", out var many) ? Numbers(many, "values")
            : told.TryGetProperty("value", out var one) ? one.ValueKind == JsonValueKind.Array ? Numbers(one, "value") : [Number(one, "value")]
            : [];
        if (told.ValueKind != JsonValueKind.Object)
        {
            return TrialOutcome.Of(values);
        }

        var state = told.TryGetProperty("state", out var word) ? State(word.ToString()) : values.Length == 0 ? TrialState.Failed : TrialState.Done;
        return new TrialOutcome
        {
            Values = state == TrialState.Failed ? [] : values,
            Constraints = told.TryGetProperty("constraints", out var constraints) ? Numbers(constraints, "constraints") : [],
            State = state,
            Error = told.TryGetProperty("error", out var error) ? error.ToString() : null,
        };
    }

    private static double[] Numbers(JsonElement list, string where) => list.ValueKind == JsonValueKind.Array
        ? [.. list.EnumerateArray().Select(v => Number(v, where))]
        : throw new AssayException("usage.protocol", $"\"{where}\" is a list of numbers, not {list.GetRawText()}.");

    private static TrialState State(string word) => word.ToLowerInvariant() switch
    {
        "done" or "complete" => TrialState.Done,
        "failed" or "fail" => TrialState.Failed,
        "pruned" => TrialState.Pruned,
        _ => throw new AssayException("usage.protocol", $"\"state\" is done, failed or pruned, not \"{word}\"."),
    };
}

using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Assay.Tuning;

namespace Assay.Cli.Tuning;

/// <summary>Reads what programs write about trials as JSON.</summary>
internal static partial class TrialLine
{
    /// <summary>A JSON value of one line; null for lines that are none.</summary>
    internal static JsonElement? Parse(string line)
    {
        var text = line.Trim();
        if (text.ToLowerInvariant() is "nan" or "inf" or "-inf")
        {
            return Document("{\"value\": \"NaN\"}");
        }

        if (text.Length == 0 || (text[0] != '{' && !char.IsAsciiDigit(text[0]) && text[0] != '-'))
        {
            return null;
        }

        // Python's json writes NaN and Infinity bare, which JSON does not know.
        return Document(text) ?? (text.Contains("NaN") || text.Contains("Infinity") ? Document(BareWord().Replace(text, "\"$0\"")) : null);
    }

    /// <summary>Whether a line tells how the trial ended.</summary>
    internal static bool IsEnd(JsonElement told) => told.ValueKind == JsonValueKind.Number
        || (told.ValueKind == JsonValueKind.Object && new[] { "value", "values", "state", "folds" }.Any(name => told.TryGetProperty(name, out _)));

    /// <summary>Records values told fold by fold as intermediate ones; whoever tells them at the end does not ask whether to stop.</summary>
    /// <remarks>A trial that told a learning curve keeps it: its folds then give the value alone.</remarks>
    internal static void ReportFolds(Study study, int trial, JsonElement told)
    {
        if (told.ValueKind == JsonValueKind.Object && told.TryGetProperty("folds", out var folds) && study.History.Trials[trial].Reports.Count == 0)
        {
            foreach (var (i, value) in Numbers(folds, "folds").Index())
            {
                study.Report(trial, i + 1, value);
            }
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
            : told.TryGetProperty("folds", out var folds) ? [Numbers(folds, "folds").DefaultIfEmpty(double.NaN).Average()]
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
            Cost = told.TryGetProperty("cost", out var cost) ? Number(cost, "cost") : null,
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

    private static JsonElement? Document(string text)
    {
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

    [GeneratedRegex(@"(?<=[:\[,]\s*)(-?Infinity|NaN)(?=\s*[,}\]])")]
    private static partial Regex BareWord();
}

using System.Text.Json;

namespace Assay.Metrics.Verification;

/// <summary>Input and parameters of one case.</summary>
/// <param name="input">The case's <c>input</c> object.</param>
/// <param name="parameters">The case's <c>params</c> object; input wins when both have a key.</param>
internal sealed class CaseInput(JsonElement input, JsonElement parameters)
{
    /// <summary>Whether the key is there and not null.</summary>
    public bool Has(string key) => Find(key) is { ValueKind: not JsonValueKind.Null };

    /// <summary>A number.</summary>
    public double Number(string key) => ToNumber(Need(key));

    /// <summary>A list of numbers.</summary>
    public double[] Numbers(string key) => ToNumbers(Need(key));

    /// <summary>A list of numbers, or an empty one when the key is missing.</summary>
    public double[] NumbersOrNone(string key) => Has(key) ? Numbers(key) : [];

    /// <summary>A list of whole numbers.</summary>
    public int[] Integers(string key) => Array.ConvertAll(Numbers(key), ToInteger);

    /// <summary>A list of lists of numbers.</summary>
    public double[][] Table(string key) => [.. Need(key).EnumerateArray().Select(ToNumbers)];

    /// <summary>A list of lists of 0 and 1.</summary>
    public bool[][] Flags(string key) => [.. Table(key).Select(row => Array.ConvertAll(row, v => v != 0))];

    /// <summary>A table laid out row after row, with its width. Rows of different lengths are refused.</summary>
    public (double[] Values, int Width) Flat(string key)
    {
        var rows = Table(key);
        var width = rows.Length == 0 ? 1 : rows[0].Length;
        return rows.All(row => row.Length == width)
            ? ([.. rows.SelectMany(row => row)], width)
            : throw new AssayException("data.ragged", $"The rows of \"{key}\" have different lengths.");
    }

    /// <summary>Places of labels in a list, so that any labels become 0, 1, ...</summary>
    public int[] Places(string key, double[] labels) => Array.ConvertAll(Numbers(key), value =>
    {
        var place = Array.IndexOf(labels, value);
        return place >= 0 ? place : throw new AssayException("data.label-unknown", $"\"{key}\" holds {value}, which is not among the labels.");
    });

    /// <summary>A JSON number, or one of the strings NaN, Infinity, -Infinity, or true and false.</summary>
    public static double ToNumber(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Number => element.GetDouble(),
        JsonValueKind.True => 1,
        JsonValueKind.False => 0,
        JsonValueKind.String when element.GetString() is "NaN" or "nan" => double.NaN,
        JsonValueKind.String when element.GetString() is "Infinity" or "inf" => double.PositiveInfinity,
        JsonValueKind.String when element.GetString() is "-Infinity" or "-inf" => double.NegativeInfinity,
        _ => throw new AssayException("data.case-bad", $"Expected a number, found {element.GetRawText()}."),
    };

    private static double[] ToNumbers(JsonElement element) => [.. element.EnumerateArray().Select(ToNumber)];

    private static int ToInteger(double value) => value == Math.Floor(value) && Math.Abs(value) < int.MaxValue
        ? (int)value
        : throw new AssayException("data.label-unknown", $"Expected a whole number, found {value}.");

    private JsonElement Need(string key) => Find(key) ?? throw new AssayException("data.case-bad", $"The case's input has no \"{key}\".");

    private JsonElement? Find(string key) =>
        input.ValueKind == JsonValueKind.Object && input.TryGetProperty(key, out var found) ? found
        : parameters.ValueKind == JsonValueKind.Object && parameters.TryGetProperty(key, out found) ? found
        : null;
}

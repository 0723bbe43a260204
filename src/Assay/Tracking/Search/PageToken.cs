using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Assay.Tracking.Search;

/// <summary>Where a page ended: the values its last row was sorted by, so that rows added meanwhile shift nothing.</summary>
/// <param name="Part">Which part of the order the row was in.</param>
/// <param name="After">Its values: whole numbers, doubles, texts or null; none for the very beginning.</param>
/// <remarks>MLflow's own tokens, which count rows, are taken as well. Messages are MLflow's.</remarks>
internal sealed record PageToken(int Part, IReadOnlyList<object?> After)
{
    internal static readonly PageToken Start = new(0, []);

    /// <summary>Rows to pass over, from a token of MLflow.</summary>
    internal long Offset { get; init; }

    /// <summary>A token in MLflow's own form: the next page begins behind so many rows.</summary>
    internal static string Counted(long rows) => Convert.ToBase64String(Encoding.ASCII.GetBytes($"{{\"offset\": {rows}}}"));

    internal string Write() => Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(
        new object?[] { Part, After.Select(v => v is double number ? "#" + number.ToString("R", CultureInfo.InvariantCulture) : v is string text ? "'" + text : v).ToArray() },
        JsonRules.Compact));

    /// <summary>Reads a token; the beginning when there is none.</summary>
    /// <exception cref="AssayException"><c>store.page-token</c>.</exception>
    internal static PageToken Read(string? token)
    {
        if (string.IsNullOrEmpty(token))
        {
            return Start;
        }

        var bytes = Decode(token);
        try
        {
            using var document = JsonDocument.Parse(bytes);
            return document.RootElement.ValueKind == JsonValueKind.Array ? Own(document.RootElement) : Counted(document.RootElement);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException)
        {
            throw SearchErrors.Token($"Invalid page token, decoded value={Shown(bytes)}");
        }
    }

    /// <summary>Refuses a token of another search.</summary>
    /// <exception cref="AssayException"><c>store.page-token</c>.</exception>
    internal void Check(int parts, int values)
    {
        if (Part < 0 || Part >= parts || (After.Count != 0 && After.Count != values))
        {
            throw SearchErrors.Token("Invalid page token: it belongs to a search with another order.");
        }
    }

    private static PageToken Own(JsonElement json) => new(json[0].GetInt32(), [.. json[1].EnumerateArray().Select(Value)]);

    private static object? Value(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.Number => json.GetInt64(),
        _ when json.GetString() is ['#', .. var number] => double.Parse(number, CultureInfo.InvariantCulture),
        _ => json.GetString()![1..],
    };

    private static PageToken Counted(JsonElement json)
    {
        if (!json.TryGetProperty("offset", out var offset) || offset.ValueKind == JsonValueKind.Null)
        {
            throw SearchErrors.Token($"Invalid page token, parsed value={json.GetRawText()}");
        }

        var text = offset.ValueKind == JsonValueKind.String ? offset.GetString()! : offset.GetRawText();
        return long.TryParse(text, CultureInfo.InvariantCulture, out var rows)
            ? Start with { Offset = Math.Max(0, rows) }
            : throw SearchErrors.Token($"Invalid page token, not stringable {text}");
    }

    // As Python reads base 64: signs that do not belong are passed over, what is left must be whole.
    private static byte[] Decode(string token)
    {
        var signs = new string([.. token.Where(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '/' or '=')]);
        try
        {
            return Convert.FromBase64String(signs);
        }
        catch (FormatException)
        {
            throw SearchErrors.Token("Invalid page token, could not base64-decode");
        }
    }

    private static string Shown(byte[] bytes)
    {
        var shown = new StringBuilder("b'");
        foreach (var part in bytes)
        {
            shown.Append(part switch
            {
                (byte)'\\' => "\\\\",
                (byte)'\'' => "\\'",
                (byte)'\n' => "\\n",
                (byte)'\r' => "\\r",
                (byte)'\t' => "\\t",
                < 32 or > 126 => $"\\x{part:x2}",
                _ => ((char)part).ToString(),
            });
        }

        return shown.Append('\'').ToString();
    }
}

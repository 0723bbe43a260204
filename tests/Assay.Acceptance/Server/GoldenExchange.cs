using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Assay.Acceptance.Server;

/// <summary>One recorded exchange: sends its request and compares the answer.</summary>
internal sealed class GoldenExchange(JsonElement recorded)
{
    private JsonElement Request => recorded.GetProperty("request");

    private JsonElement Response => recorded.GetProperty("response");

    private string Check => recorded.TryGetProperty("check", out var check) ? check.GetString()! : "exact";

    public override string ToString() => $"#{recorded.GetProperty("id")} {Request.GetProperty("method")} {Request.GetProperty("path")}";

    /// <summary>The request with its placeholders filled in.</summary>
    public RawRequest Fill(GoldenNames names)
    {
        var target = names.Fill(Request.GetProperty("path").GetString()!);
        if (Request.TryGetProperty("query", out var query) && query.ValueKind == JsonValueKind.Array && query.GetArrayLength() > 0)
        {
            target += "?" + string.Join('&', query.EnumerateArray().Select(pair => $"{Form(pair[0].GetString()!)}={Form(names.Fill(pair[1].GetString()!))}"));
        }

        return new RawRequest(Request.GetProperty("method").GetString()!, target)
        {
            Headers = Request.TryGetProperty("headers", out var headers) && headers.ValueKind == JsonValueKind.Object
                ? [.. headers.EnumerateObject().Select(h => KeyValuePair.Create(h.Name, h.Value.GetString()!))]
                : [],
            Body = Body(names),
        };
    }

    /// <summary>What differs, or null.</summary>
    public string? Compare(RawAnswer answer, GoldenNames names)
    {
        if (Check is "free")
        {
            return null;
        }

        if (Check is "refused")
        {
            return answer.Status is >= 400 and <= 599 ? null : $"want a refusal, got {answer.Status}";
        }

        var allowed = recorded.TryGetProperty("statuses", out var statuses)
            ? statuses.EnumerateArray().Select(s => s.GetInt32()).ToArray()
            : [Response.GetProperty("status").GetInt32()];
        return !allowed.Contains(answer.Status) ? $"want status {string.Join(" or ", allowed)}, got {answer.Status}: {answer.Text}"
            : Check == "status" ? null
            : Headers(answer) ?? Content(answer, names);
    }

    private string? Headers(RawAnswer answer)
    {
        if (!Response.TryGetProperty("headers", out var headers))
        {
            return null;
        }

        foreach (var header in headers.EnumerateObject())
        {
            var got = answer.Header(header.Name);
            got = header.NameEquals("Content-Type") ? got.Split(';')[0].Trim().ToLowerInvariant() : got;
            if (got != header.Value.GetString())
            {
                return $"header {header.Name}: want {header.Value}, got {got}";
            }
        }

        return null;
    }

    private string? Content(RawAnswer answer, GoldenNames names)
    {
        if (Response.TryGetProperty("json", out var json))
        {
            using var got = RawNumbers.Parse(answer.Text);
            if (answer.Status >= 400 && Check == "code")
            {
                return got.RootElement.GetProperty("error_code").GetString() == json.GetProperty("error_code").GetString()
                    && got.RootElement.GetProperty("message").GetString()!.Length > 0 ? null : $"want {json.GetRawText()}, got {answer.Text}";
            }

            IEnumerable<string> unordered = recorded.TryGetProperty("unordered", out var lists) ? lists.EnumerateArray().Select(l => l.GetString()!) : [];
            return new GoldenComparison(names, unordered).Find(json, got.RootElement);
        }

        return Response.TryGetProperty("text", out var text) ? names.Match(text.GetString()!, answer.Text)
            : Response.TryGetProperty("base64", out var bytes) ? bytes.GetBytesFromBase64().AsSpan().SequenceEqual(answer.Body) ? null : $"{answer.Body.Length} bytes differ"
            : Response.TryGetProperty("sha256", out var hash) && Convert.ToHexStringLower(SHA256.HashData(answer.Body)) != hash.GetString() ? "the body's hash differs"
            : null;
    }

    private byte[]? Body(GoldenNames names)
    {
        if (Request.TryGetProperty("json", out var json))
        {
            return Encoding.UTF8.GetBytes(names.Fill(json.GetRawText()));
        }

        if (Request.TryGetProperty("text", out var text))
        {
            return Encoding.UTF8.GetBytes(names.Fill(text.GetString()!));
        }

        if (Request.TryGetProperty("base64", out var bytes))
        {
            return bytes.GetBytesFromBase64();
        }

        if (!Request.TryGetProperty("repeat", out var repeat))
        {
            return null;
        }

        var (unit, size) = (Encoding.UTF8.GetBytes(repeat.GetProperty("unit").GetString()!), repeat.GetProperty("size").GetInt32());
        return [.. Enumerable.Range(0, size).Select(i => unit[i % unit.Length])];
    }

    // As a form: a blank is a plus.
    private static string Form(string text) => Uri.EscapeDataString(text).Replace("%20", "+", StringComparison.Ordinal);
}

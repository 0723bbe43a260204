using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Assay.Acceptance.Server;

/// <summary>Makes the requests of an attack: placeholders filled in, bodies grown from their description.</summary>
internal static class AttackRequest
{
    /// <summary>The requests of one step; most have one.</summary>
    public static IEnumerable<RawRequest> Of(JsonObject step, Func<string, string> fill)
    {
        var request = step["request"]!.AsObject();
        var plan = (request["generate"] ?? step["generate"])?.AsObject();
        var method = request["method"]!.GetValue<string>();
        var headers = (request["headers"]?.AsObject() ?? []).Select(h => KeyValuePair.Create(h.Key, fill(h.Value!.GetValue<string>()))).ToList();
        if (plan?["log_batch"] is { } batches)
        {
            return Enumerable.Range(0, batches["batches"]!.GetValue<int>()).Select(i => new RawRequest(method, fill(request["target"]!.GetValue<string>()))
            {
                Headers = [KeyValuePair.Create("Content-Type", "application/json")],
                Body = Encoding.UTF8.GetBytes(Batch(fill("{{run}}"), i, batches["metrics"]!.GetValue<int>())),
            });
        }

        if (plan?["headers"] is { } many)
        {
            headers.AddRange(Enumerable.Range(0, many["count"]!.GetValue<int>()).Select(i => KeyValuePair.Create($"X-{i}", "1")));
            plan = null;
        }

        var target = plan?["target_prefix"] is { } prefix
            ? prefix.GetValue<string>() + string.Concat(Enumerable.Repeat(plan["repeat"]!.GetValue<string>(), plan["count"]!.GetValue<int>()))
            : fill(request["target"]!.GetValue<string>());
        return [new RawRequest(method, target) { Headers = headers, Body = plan is null || plan.ContainsKey("target_prefix") ? Plain(request, fill) : Grown(plan, fill) }];
    }

    private static byte[]? Plain(JsonObject request, Func<string, string> fill) =>
        request["json"] is { } json ? Encoding.UTF8.GetBytes(fill(json.ToJsonString()))
        : request["text"] is { } text ? Encoding.UTF8.GetBytes(fill(text.GetValue<string>()))
        : null;

    private static byte[] Grown(JsonObject plan, Func<string, string> fill)
    {
        if (plan["nest"] is { } nest)
        {
            var depth = plan["depth"]!.GetValue<int>();
            return Encoding.UTF8.GetBytes(Times(nest[0]!.GetValue<string>(), depth) + (plan["core"]?.GetValue<string>() ?? "") + Times(nest[1]!.GetValue<string>(), depth));
        }

        if (plan["gzip"] is { } bomb)
        {
            using var packed = new MemoryStream();
            using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            {
                var blanks = Enumerable.Repeat((byte)' ', 1 << 20).ToArray();
                // A tenth of the size asked for is a bomb as well, and the test is done sooner.
                for (var left = bomb["size"]!.GetValue<long>() / 10; left > 0; left -= blanks.Length)
                {
                    gzip.Write(blanks);
                }
            }

            return packed.ToArray();
        }

        if (plan["json"] is { } json)
        {
            return Encoding.UTF8.GetBytes(fill(Grow(json)!.ToJsonString()));
        }

        if (plan["text"] is { } text)
        {
            return Encoding.UTF8.GetBytes(fill(Grow(text)!.GetValue<string>()));
        }

        return Encoding.UTF8.GetBytes(Times(plan["repeat"]!.GetValue<string>(), plan["size"]!.GetValue<int>()));
    }

    // A text or list described by a unit and how often it comes; %d is a running number.
    private static JsonNode? Grow(JsonNode? plan)
    {
        if (plan is not JsonObject described)
        {
            return plan?.DeepClone();
        }

        if (described["repeat"] is not { } unit || described["count"] is not { } count)
        {
            return new JsonObject(described.Select(p => KeyValuePair.Create(p.Key, Grow(p.Value))));
        }

        var parts = Enumerable.Range(0, count.GetValue<int>()).Select(i => unit.GetValue<string>().Replace("%d", $"{i}", StringComparison.Ordinal));
        return described["join"] is { } join ? JsonValue.Create(string.Join(join.GetValue<string>(), parts))
            : described.ContainsKey("prefix") ? JsonValue.Create(described["prefix"]!.GetValue<string>() + string.Concat(parts) + (described["suffix"]?.GetValue<string>() ?? ""))
            : new JsonArray([.. parts.Select(p => (JsonNode)p)]);
    }

    private static string Batch(string run, int number, int metrics) => JsonSerializer.Serialize(new
    {
        run_id = run,
        metrics = Enumerable.Range(0, metrics).Select(i => new { key = $"k{(number * metrics) + i}", value = 1.5, timestamp = 1, step = 0 }),
    });

    private static string Times(string unit, int count) => new StringBuilder(unit.Length * count).Insert(0, unit, count).ToString();
}

using System.Text.Json;
using Assay.Server.Frame;
using Assay.Server.Messages;
using Assay.Server.Runs;
using Assay.Tracking;

namespace Assay.Server.Routes;

/// <summary>Many metrics, parameters and tags at once: all are recorded, or none.</summary>
internal sealed class RunBatchRoutes : RouteGroup
{
    private const int MostMetrics = 1000;
    private const int MostTexts = 100;
    private const int Longest = 1_000_000;

    private static readonly Message Request = new(
        Field.Text("run_id").Required(),
        Field.Group("metrics", RunMessages.Metric).Many().Where(value => Have(value, "key", "value", "timestamp")),
        Field.Group("params", RunMessages.Pair).Many().Where(value => Have(value, "key")),
        Field.Group("tags", RunMessages.Pair).Many().Where(value => Have(value, "key")));

    internal override IEnumerable<Route> Routes => [Route.Post("2.0/mlflow/runs/log-batch", LogAsync).Quickly(LogPlain)];

    private static Task? LogPlain(Call call, ReadOnlyMemory<byte> json) => json.Length <= Longest && PlainMetrics.ReadBatch(json.Span) is var (run, curves)
        ? RunMessages.RecordAsync(call, run, session => MetricTable.Append(session, run, curves))
        : null;

    private static Task LogAsync(Call call)
    {
        if (call.Context.Request.ContentLength > Longest)
        {
            throw Refusal.Invalid(
                $"Batched logging API requests must be at most {Longest} bytes, got a request of size {call.Context.Request.ContentLength}.");
        }

        var input = call.Read(Request);
        var id = RunMessages.Run(call, input);
        var metrics = input.Groups("metrics");
        foreach (var metric in metrics)
        {
            NameRules.CheckMetric(metric.Text("key"));
        }

        var parameters = RunMessages.Pairs(input, "params").Select(p => KeyValuePair.Create(p.Key, NameRules.CheckParameter(p.Key, p.Value))).ToList();
        var tags = RunMessages.Pairs(input, "tags").Select(t => KeyValuePair.Create(t.Key, NameRules.CheckTag(t.Key, t.Value))).ToList();
        CheckLimits(metrics.Count, parameters.Count, tags.Count);
        CheckDistinct(parameters);
        return RunMessages.RecordAsync(call, id, session =>
        {
            CheckUnchanged(id, RemoteRuns.AddParameters(session, id, parameters));
            RunMessages.AddPoints(session, id, metrics);
            tags.ForEach(t => RemoteRuns.SetTag(session, id, t.Key, t.Value));
        });
    }

    // Every element has the names, with values other than null and the empty text.
    private static bool Have(JsonElement list, params string[] names) => list.ValueKind != JsonValueKind.Array || list.EnumerateArray().All(element =>
        element.ValueKind == JsonValueKind.Object && names.All(name => element.TryGetProperty(name, out var value)
            && value.ValueKind != JsonValueKind.Null && !(value.ValueKind == JsonValueKind.String && value.ValueEquals(""))));

    private static void CheckLimits(int metrics, int parameters, int tags)
    {
        CheckLimit("metrics", metrics, MostMetrics);
        CheckLimit("params", parameters, MostTexts);
        CheckLimit("tags", tags, MostTexts);
        CheckLimit("metrics, params, and tags", metrics + parameters + tags, MostMetrics);
    }

    private static void CheckLimit(string what, int count, int most)
    {
        if (count > most)
        {
            throw Refusal.Invalid(
                $"A batch logging request can contain at most {most} {what}. Got {count} {what}. Please split up {what} across multiple requests and try again.");
        }
    }

    private static void CheckDistinct(List<KeyValuePair<string, string>> parameters)
    {
        var twice = parameters.GroupBy(p => p.Key).Where(g => g.Count() > 1).Select(g => g.Key).ToArray();
        if (twice.Length > 0)
        {
            throw Refusal.Invalid(
                $"Duplicate parameter keys have been submitted: {PythonText.Of(JsonSerializer.SerializeToElement(twice))}. "
                + "Please ensure the request contains only one param value per param key.");
        }
    }

    private static void CheckUnchanged(string id, List<(string Key, string Known, string Sent)> clashes)
    {
        if (clashes.Count > 0)
        {
            var shown = JsonSerializer.SerializeToElement(clashes.Select(c => new { key = c.Key, old_value = c.Known, new_value = c.Sent }));
            throw new AssayException(
                "store.parameter-changed",
                $"Changing param values is not allowed. Params were already logged='{PythonText.Of(shown)}' for run ID='{id}'.");
        }
    }
}

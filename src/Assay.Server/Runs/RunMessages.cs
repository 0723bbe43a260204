using System.Runtime.InteropServices;
using Assay.Server.Messages;
using Assay.Tracking;
using Assay.Tracking.Points;

namespace Assay.Server.Runs;

/// <summary>The forms of requests that several routes about runs share.</summary>
internal static class RunMessages
{
    internal static readonly Message Pair = new(Field.Text("key"), Field.Text("value"));

    internal static readonly Message ById = new(Field.Text("run_id").Required());

    internal static readonly Message Metric = new(
        Field.Text("key"), Field.Number("value"), Field.Whole("timestamp"), Field.Whole("step"),
        Field.Text("model_id"), Field.Text("dataset_name"), Field.Text("dataset_digest"), Field.Text("run_id"));

    /// <summary>The run asked for; older clients call it run_uuid.</summary>
    internal static string Run(Frame.Call call, Input input)
    {
        var id = input.Text("run_id");
        return id.Length > 0 ? id
            : call.Body is { ValueKind: System.Text.Json.JsonValueKind.Object } body && body.TryGetProperty("run_uuid", out var old)
                && old.ValueKind == System.Text.Json.JsonValueKind.String ? old.GetString()!
            : call.Query("run_uuid") ?? "";
    }

    internal static IReadOnlyList<KeyValuePair<string, string>> Pairs(Input input, string name) =>
        [.. input.Groups(name).Select(t => KeyValuePair.Create(t.Text("key"), t.Text("value")))];

    /// <summary>Changes an active run, all or nothing, and answers with nothing when the disk has it.</summary>
    internal static async Task RecordAsync(Frame.Call call, string run, Action<Session> work)
    {
        await call.Store.Commits.Record(session =>
        {
            RemoteRuns.CheckActive(session, run);
            work(session);
        });
        await call.Nothing();
    }

    /// <summary>The point of a metric as it is kept: infinity as MLflow keeps it, no negative zero.</summary>
    internal static StoredPoint Point(Input input) =>
        new(input.Whole("step"), input.Whole("timestamp"), double.IsNaN(input.Number("value")) ? double.NaN : RunJson.Finite(input.Number("value")) + 0.0);

    /// <summary>Records the points of metric messages, those of logged models with the models too.</summary>
    internal static void AddPoints(Session session, string run, IReadOnlyList<Input> metrics)
    {
        var curves = new Dictionary<string, List<StoredPoint>>(StringComparer.Ordinal);
        foreach (var metric in metrics)
        {
            (CollectionsMarshal.GetValueRefOrAddDefault(curves, metric.Text("key"), out _) ??= []).Add(Point(metric));
        }

        MetricTable.Append(session, run, curves);

        foreach (var metric in metrics.Where(m => m.Text("model_id").Length > 0))
        {
            RemoteRuns.AddModelPoint(
                session, run, (metric.Text("key"), Point(metric)), (metric.Text("model_id"), metric.Text("dataset_name"), metric.Text("dataset_digest")));
        }
    }
}

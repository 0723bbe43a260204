using System.Text;
using System.Text.Json.Serialization;

namespace Assay.Tracking.Client;

/// <summary>The body of a log-batch call.</summary>
internal sealed class ServerBatch(string run, RunBatch batch)
{
    // MLflow's limits of a request: 1,000 metrics, 100 parameters, 100 tags, 1,000 in all, and 1 MB.
    private const int MostMetrics = 800;
    private const int MostTexts = 100;
    private const int MostBytes = 700_000;

    internal sealed record Metric(string Key, object Value, long Timestamp, long Step);

    [JsonPropertyName("run_id")]
    public string RunId { get; } = run;

    [JsonPropertyName("metrics")]
    public IEnumerable<Metric> Metrics { get; } = [.. batch.Metrics.Select(Of)];

    [JsonPropertyName("params")]
    public IEnumerable<KeyValuePair<string, string>> Parameters { get; } = batch.Parameters;

    [JsonPropertyName("tags")]
    public IEnumerable<KeyValuePair<string, string>> Tags { get; } = batch.Tags;

    /// <summary>Cuts a batch into ones a server takes.</summary>
    internal static IEnumerable<RunBatch> Parts(RunBatch batch)
    {
        foreach (var texts in Chunks(batch.Parameters))
        {
            yield return new RunBatch { Parameters = texts };
        }

        foreach (var texts in Chunks(batch.Tags))
        {
            yield return new RunBatch { Tags = texts };
        }

        foreach (var points in batch.Metrics.Chunk(MostMetrics))
        {
            yield return new RunBatch { Metrics = points };
        }
    }

    // Points go as MLflow's own client writes them: named values are texts.
    private static Metric Of(MetricPoint point) => new(
        point.Key, double.IsFinite(point.Value) ? point.Value : point.Value.ToString(), point.Time!.Value.ToUnixTimeMilliseconds(), point.Step);

    private static IEnumerable<Dictionary<string, string>> Chunks(IReadOnlyDictionary<string, string> texts)
    {
        var part = new Dictionary<string, string>();
        var bytes = 0;
        foreach (var (key, value) in texts)
        {
            var size = Encoding.UTF8.GetByteCount(key) + Encoding.UTF8.GetByteCount(value);
            if (part.Count == MostTexts || (part.Count > 0 && bytes + size > MostBytes))
            {
                yield return part;
                (part, bytes) = ([], 0);
            }

            part[key] = value;
            bytes += size;
        }

        if (part.Count > 0)
        {
            yield return part;
        }
    }
}

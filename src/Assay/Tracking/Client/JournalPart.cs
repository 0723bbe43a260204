namespace Assay.Tracking.Client;

/// <summary>What a part of a journal holds about one run.</summary>
internal sealed class JournalPart(JournalRun run)
{
    private readonly List<MetricPoint> metrics = [];
    private readonly List<(string Key, string Value)> parameters = [];
    private readonly Dictionary<string, string> tags = new(StringComparer.Ordinal);

    internal JournalRun Run { get; } = run;

    /// <summary>The run's start is in this part.</summary>
    internal bool Begins { get; set; }

    internal List<RunArtifact> Files { get; } = [];

    internal JournalTexts.Ended? Ended { get; set; }

    internal RunBatch Batch => new()
    {
        Metrics = metrics,
        // A name given two values goes with the first; the others follow one by one, to be refused by name.
        Parameters = parameters.DistinctBy(p => p.Key).ToDictionary(p => p.Key, p => p.Value),
        Tags = tags,
    };

    /// <summary>Parameters whose names came before with another value.</summary>
    internal IEnumerable<RunBatch> Changed => parameters.GroupBy(p => p.Key)
        .SelectMany(g => g.Skip(1).Where(p => p.Value != g.First().Value))
        .Select(p => new RunBatch { Parameters = new Dictionary<string, string> { [p.Key] = p.Value } });

    internal void Add(MetricPoint point) => metrics.Add(point);

    internal void AddParameter(JournalTexts.Pair pair) => parameters.Add((pair.Key, pair.Value));

    internal void AddTag(JournalTexts.Pair pair) => tags[pair.Key] = pair.Value;

    /// <summary>Smaller batches that hold the same; none when there is only one thing in it.</summary>
    internal static List<RunBatch> Halve(RunBatch batch)
    {
        if (batch.Parameters.Count + batch.Tags.Count + batch.Metrics.Count < 2)
        {
            return [];
        }

        RunBatch[] kinds =
        [
            new() { Metrics = batch.Metrics }, new() { Parameters = batch.Parameters }, new() { Tags = batch.Tags },
        ];
        RunBatch[] filled = [.. kinds.Where(k => k.Parameters.Count + k.Tags.Count + k.Metrics.Count > 0)];
        return filled.Length > 1 ? [.. filled] : [Part(batch, first: 0), Part(batch, first: 1)];
    }

    /// <summary>Names the one thing in a batch.</summary>
    internal static string Describe(RunBatch batch) => batch switch
    {
        { Parameters.Count: > 0 } => $"parameter \"{batch.Parameters.Keys.First()}\"",
        { Tags.Count: > 0 } => $"tag \"{batch.Tags.Keys.First()}\"",
        _ => $"the point at step {batch.Metrics[0].Step} of metric \"{batch.Metrics[0].Key}\"",
    };

    // One half of a batch that holds a single kind: the things with even places, or those with odd ones.
    private static RunBatch Part(RunBatch batch, int first) => new()
    {
        Metrics = [.. batch.Metrics.Where((_, i) => i % 2 == first)],
        Parameters = Half(batch.Parameters, first),
        Tags = Half(batch.Tags, first),
    };

    private static Dictionary<string, string> Half(IReadOnlyDictionary<string, string> texts, int first) =>
        texts.Where((_, i) => i % 2 == first).ToDictionary(t => t.Key, t => t.Value);
}

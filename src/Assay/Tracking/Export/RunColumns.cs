namespace Assay.Tracking.Export;

/// <summary>The columns of a table of runs, and the cells of each row: null is no value, which is not an empty text.</summary>
internal sealed class RunColumns
{
    /// <summary>A column: its heading, the type DuckDB gives it, and its cell for a run.</summary>
    internal sealed record Column(string Name, string Type, Func<RunRecord, string?> Cell);

    private const string Text = "VARCHAR";
    private const string Time = "TIMESTAMP";

    private static readonly Column[] always =
    [
        new("run", Text, run => run.Id),
        new("experiment", Text, run => run.Experiment),
        new("name", Text, run => run.Name),
        new("parent", Text, run => run.ParentId),
        new("status", Text, run => run.Status.Name()),
        new("started", Time, run => TimeOf(run.Started)),
        new("ended", Time, run => run.Ended is { } ended ? TimeOf(ended) : null),
        new("error", Text, run => run.Error),
        new("seed", "UBIGINT", run => run.Seed?.ToString()),
    ];

    /// <summary>One row a run: what every run has, then a column a parameter, metric (last value) and tag that any of them has.</summary>
    internal static IReadOnlyList<Column> Wide(IEnumerable<RunRecord> runs)
    {
        var (parameters, metrics, tags) = (new SortedSet<string>(StringComparer.Ordinal), new SortedSet<string>(StringComparer.Ordinal), new SortedSet<string>(StringComparer.Ordinal));
        foreach (var run in runs)
        {
            parameters.UnionWith(run.Parameters.Keys);
            metrics.UnionWith(run.Metrics.Keys);
            tags.UnionWith(run.Tags.Keys);
        }

        return
        [
            .. always,
            .. parameters.Select(key => new Column($"parameter.{key}", Text, run => run.Parameters.GetValueOrDefault(key))),
            .. metrics.Select(key => new Column($"metric.{key}", "DOUBLE", run => run.Metrics.TryGetValue(key, out var metric) ? NumberOf(metric.Last) : null)),
            .. tags.Select(key => new Column($"tag.{key}", Text, run => run.Tags.GetValueOrDefault(key))),
        ];
    }

    /// <summary>Headings and types of a row a point.</summary>
    internal static IReadOnlyList<(string Name, string Type)> Long { get; } =
        [("run", Text), ("experiment", Text), ("name", Text), ("metric", Text), ("step", "BIGINT"), ("time", Time), ("value", "DOUBLE")];

    /// <summary>The row of a point.</summary>
    internal static string?[] Row(RunRecord run, MetricPoint point) =>
        [run.Id, run.Experiment, run.Name, point.Key, point.Step.ToString(), TimeOf(point.Time!.Value), NumberOf(point.Value)];

    internal static string TimeOf(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'");

    private static string NumberOf(double value) => value.ToString("R");
}

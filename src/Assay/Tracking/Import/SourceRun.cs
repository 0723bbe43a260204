namespace Assay.Tracking.Import;

/// <summary>A run as another system kept it; points and files are read when they are asked for.</summary>
internal sealed record SourceRun
{
    /// <summary>32 hexadecimal digits, the same whenever the run is read.</summary>
    internal required string Id { get; init; }

    internal required string Experiment { get; init; }

    internal required DateTimeOffset Started { get; init; }

    internal string Name { get; init; } = "";

    internal string? ParentId { get; init; }

    internal RunStatus Status { get; init; } = RunStatus.Finished;

    internal string? Error { get; init; }

    /// <summary>Who recorded it; empty when the source does not say.</summary>
    internal string User { get; init; } = "";

    /// <summary>Asked for after the points are read.</summary>
    internal Func<DateTimeOffset?> Ended { get; init; } = () => null;

    /// <summary>Parameters and tags, asked for after the points are read.</summary>
    internal Func<RunBatch> Texts { get; init; } = () => new RunBatch();

    internal IEnumerable<MetricPoint> Points { get; init; } = [];

    /// <summary>Names and what writes each file's content, asked for after the points are read.</summary>
    internal Func<IEnumerable<(string Name, Action<Stream> Write)>> Files { get; init; } = () => [];

    internal IReadOnlyList<RunInput> Inputs { get; init; } = [];
}

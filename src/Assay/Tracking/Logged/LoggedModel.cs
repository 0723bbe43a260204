namespace Assay.Tracking.Logged;

/// <summary>A model that a run or a person has made, before anybody registers it; times are Unix milliseconds.</summary>
internal sealed record LoggedModel(string Id)
{
    internal required long ExperimentId { get; init; }

    internal required string Name { get; init; }

    internal string ModelType { get; init; } = "";

    internal string SourceRunId { get; init; } = "";

    internal required string ArtifactUri { get; init; }

    internal required string Status { get; init; }

    internal required long Created { get; init; }

    internal required long Updated { get; init; }

    internal IReadOnlyList<KeyValuePair<string, string>> Parameters { get; init; } = [];

    internal IReadOnlyList<KeyValuePair<string, string>> Tags { get; init; } = [];

    internal IReadOnlyList<LoggedModelMetric> Metrics { get; init; } = [];

    /// <summary>Registered models and versions made of it.</summary>
    internal IReadOnlyList<KeyValuePair<string, long>> Registrations { get; init; } = [];
}

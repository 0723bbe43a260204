namespace Assay.Tracking;

/// <summary>A run with all that MLflow's clients are told of it; times are Unix milliseconds.</summary>
internal sealed class StoredRun
{
    internal required string Id { get; init; }

    internal required long ExperimentId { get; init; }

    internal required string Name { get; init; }

    internal required string User { get; init; }

    internal required RunStatus Status { get; init; }

    internal required long Started { get; init; }

    internal required long? Ended { get; init; }

    internal required string ArtifactUri { get; init; }

    internal required bool IsActive { get; init; }

    internal List<StoredMetric> Metrics { get; } = [];

    internal List<KeyValuePair<string, string>> Parameters { get; } = [];

    internal List<KeyValuePair<string, string>> Tags { get; } = [];

    internal List<StoredInput> Inputs { get; } = [];

    internal List<ModelLink> Models { get; } = [];
}

/// <summary>The last point of a metric.</summary>
internal readonly record struct StoredMetric(string Key, Points.StoredPoint Last);

/// <summary>A logged model a run was given or has made.</summary>
internal sealed record ModelLink(string ModelId, bool IsOutput, long Step);

namespace Assay.Tracking;

/// <summary>An experiment with all that MLflow's clients are told of it.</summary>
internal sealed record StoredExperiment(long Id, string Name)
{
    internal required string ArtifactLocation { get; init; }

    internal required bool IsActive { get; init; }

    /// <summary>Unix milliseconds.</summary>
    internal required long Created { get; init; }

    /// <summary>Unix milliseconds of the last change of name or lifecycle.</summary>
    internal required long Updated { get; init; }

    internal IReadOnlyList<KeyValuePair<string, string>> Tags { get; init; } = [];
}

namespace Assay.Tracking.Import;

/// <summary>One version of a registered model as another system kept it.</summary>
internal sealed record SourceModelVersion(int Version)
{
    internal string Description { get; init; } = "";

    internal DateTimeOffset Created { get; init; }

    internal DateTimeOffset Updated { get; init; }

    /// <summary><c>None</c>, <c>Staging</c>, <c>Production</c> or <c>Archived</c>.</summary>
    internal string Stage { get; init; } = "None";

    internal string Source { get; init; } = "";

    internal string? RunId { get; init; }

    internal IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();
}

namespace Assay.Tracking.Registry;

/// <summary>A name under which versions of a model are kept; times are Unix milliseconds.</summary>
internal sealed record RegisteredModel(string Name)
{
    internal required long Id { get; init; }

    internal string? Description { get; init; }

    internal required long Created { get; init; }

    internal required long Updated { get; init; }

    internal IReadOnlyList<KeyValuePair<string, string>> Tags { get; init; } = [];

    /// <summary>Versions by alias, sorted by alias; a version may have been deleted since.</summary>
    internal IReadOnlyList<KeyValuePair<string, long>> Aliases { get; init; } = [];

    /// <summary>The newest version in each stage.</summary>
    internal IReadOnlyList<ModelVersion> Latest { get; init; } = [];
}

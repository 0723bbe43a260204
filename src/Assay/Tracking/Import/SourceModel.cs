namespace Assay.Tracking.Import;

/// <summary>A registered model as another system kept it.</summary>
internal sealed record SourceModel(string Name)
{
    internal string Description { get; init; } = "";

    internal DateTimeOffset Created { get; init; }

    internal DateTimeOffset Updated { get; init; }

    internal IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>Alias and version.</summary>
    internal IReadOnlyDictionary<string, int> Aliases { get; init; } = new Dictionary<string, int>();

    internal IReadOnlyList<SourceModelVersion> Versions { get; init; } = [];
}

namespace Assay.Tracking.Registry;

/// <summary>What a version of a model is made of.</summary>
internal sealed record VersionStart(string Name, string Source)
{
    internal string RunId { get; init; } = "";

    internal string RunLink { get; init; } = "";

    internal string Description { get; init; } = "";

    internal string? LoggedModelId { get; init; }

    internal IReadOnlyList<KeyValuePair<string, string>> Tags { get; init; } = [];
}

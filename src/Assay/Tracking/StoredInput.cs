namespace Assay.Tracking;

/// <summary>Data a run was given, as MLflow's clients send it.</summary>
internal sealed record StoredInput(string Name, string Digest)
{
    internal string SourceType { get; init; } = "";

    internal string Source { get; init; } = "";

    internal string? Schema { get; init; }

    internal string? Profile { get; init; }

    internal IReadOnlyList<KeyValuePair<string, string>> Tags { get; init; } = [];
}

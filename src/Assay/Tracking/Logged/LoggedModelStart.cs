namespace Assay.Tracking.Logged;

/// <summary>What is known about a logged model when it is made.</summary>
internal sealed record LoggedModelStart(string ExperimentId)
{
    /// <summary>Invented when empty.</summary>
    internal string Name { get; init; } = "";

    internal string ModelType { get; init; } = "";

    internal string SourceRunId { get; init; } = "";

    internal IReadOnlyList<KeyValuePair<string, string>> Parameters { get; init; } = [];

    internal IReadOnlyList<KeyValuePair<string, string>> Tags { get; init; } = [];
}

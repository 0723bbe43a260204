namespace Assay.Tracking.Registry;

/// <summary>One version of a registered model; times are Unix milliseconds.</summary>
internal sealed record ModelVersion(string Name, long Version)
{
    internal required long ModelId { get; init; }

    internal required long Created { get; init; }

    internal required long Updated { get; init; }

    internal required string Stage { get; init; }

    internal string Description { get; init; } = "";

    /// <summary>Where it came from, as the client wrote it.</summary>
    internal required string Source { get; init; }

    /// <summary>Where its files are: the source, with a reference to another model followed.</summary>
    internal required string Location { get; init; }

    internal string RunId { get; init; } = "";

    internal string RunLink { get; init; } = "";

    /// <summary>The logged model it was made of, if any.</summary>
    internal string? LoggedModelId { get; init; }

    internal IReadOnlyList<KeyValuePair<string, string>> Tags { get; init; } = [];

    internal IReadOnlyList<string> Aliases { get; init; } = [];
}

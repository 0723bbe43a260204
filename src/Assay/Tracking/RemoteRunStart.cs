namespace Assay.Tracking;

/// <summary>What a client says of a run when it begins.</summary>
internal sealed record RemoteRunStart(string ExperimentId)
{
    internal string Name { get; init; } = "";

    internal string User { get; init; } = "";

    /// <summary>Unix milliseconds, the client's.</summary>
    internal long Started { get; init; }

    internal IReadOnlyList<KeyValuePair<string, string>> Tags { get; init; } = [];
}

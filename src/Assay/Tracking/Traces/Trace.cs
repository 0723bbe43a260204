namespace Assay.Tracking.Traces;

/// <summary>What is known about one trace of a program; its spans are an artifact. Times are Unix milliseconds.</summary>
internal sealed record Trace(string Id)
{
    internal required long ExperimentId { get; init; }

    internal required long Started { get; init; }

    /// <summary>Milliseconds; null while it goes on.</summary>
    internal long? Duration { get; init; }

    /// <summary><c>OK</c>, <c>ERROR</c>, <c>IN_PROGRESS</c> or <c>STATE_UNSPECIFIED</c>.</summary>
    internal required string State { get; init; }

    internal string? ClientRequestId { get; init; }

    internal string? RequestPreview { get; init; }

    internal string? ResponsePreview { get; init; }

    internal IReadOnlyList<KeyValuePair<string, string>> Tags { get; init; } = [];

    internal IReadOnlyList<KeyValuePair<string, string>> Metadata { get; init; } = [];
}

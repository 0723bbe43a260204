namespace Assay.Language.Models;

/// <summary>A model did not answer one request. Whether to ask again is for the one who asked to decide.</summary>
internal sealed class ProviderRefusal(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Whether the same request may be answered later: no connection, silence, 408, 409, 429 and 5xx.</summary>
    public bool MayPass { get; init; }

    /// <summary>Whether it was refused for load (429, 503, 529): fewer at a time would help.</summary>
    public bool IsOverload { get; init; }

    /// <summary>How long the provider asks to wait; zero when it does not say.</summary>
    public TimeSpan RetryAfter { get; init; }

    /// <summary>The status of HTTP; 0 when there was no answer.</summary>
    public int Status { get; init; }
}

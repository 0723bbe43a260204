namespace Assay.Tracking;

/// <summary>Things to record together: all of them are kept, or none.</summary>
public sealed record RunBatch
{
    /// <summary>Written once: the same value again is accepted, another value is refused.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();

    /// <summary>Points added to the curves.</summary>
    public IReadOnlyList<MetricPoint> Metrics { get; init; } = [];

    /// <summary>Labels; a later value replaces the earlier one.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();
}

namespace Assay.Tracking.Logged;

/// <summary>A measured value of a logged model.</summary>
internal sealed record LoggedModelMetric(string Key, double Value, long Time, long Step, string RunId)
{
    internal string DatasetName { get; init; } = "";

    internal string DatasetDigest { get; init; } = "";
}

namespace Assay.Tracking;

/// <summary>One thing in which two runs differ.</summary>
/// <param name="Part">What kind: <c>run</c>, <c>parameter</c>, <c>metric</c>, <c>tag</c>, <c>input</c>, <c>code</c>, <c>environment</c>, <c>package</c>.</param>
/// <param name="Name">Which one.</param>
/// <param name="First">Its value in the first run; null when it has none.</param>
/// <param name="Second">Its value in the second run; null when it has none.</param>
public sealed record RunDifference(string Part, string Name, string? First, string? Second);

namespace Assay.Tracking.Client;

/// <summary>A run as its target knows it.</summary>
/// <param name="Id">The target's id.</param>
/// <param name="Artifacts">Where the target takes its files; empty when the target knows by itself.</param>
/// <param name="Experiment">The target's id of its experiment, which its parts share; empty when the target knows by itself.</param>
internal sealed record TargetRun(string Id, string Artifacts = "", string Experiment = "");

namespace Assay.Tracking;

/// <summary>A named group of runs.</summary>
/// <param name="Id">Number in the store; 0 is the experiment <c>Default</c>.</param>
/// <param name="Name">Unique in the store, 1 to 500 characters.</param>
/// <param name="Created">When it was first used.</param>
public sealed record Experiment(long Id, string Name, DateTimeOffset Created);

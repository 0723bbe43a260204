namespace Assay.Evaluation.Models;

/// <summary>One number a model takes for each row.</summary>
/// <param name="Name">What the model calls it; empty when it only has a place.</param>
/// <param name="Levels">The names behind its codes, from code 0; empty when the model does not say, or takes a plain number.</param>
internal sealed record FeatureRequest(string Name, IReadOnlyList<string> Levels);

namespace Assay.Tuning.Spaces;

/// <summary>A parameter counts only when another one has one of these choices.</summary>
/// <param name="Parent">The name of a category or ordinal parameter declared earlier.</param>
/// <param name="Choices">Any of these makes the parameter count; at least one.</param>
public sealed record Condition(string Parent, IReadOnlyList<string> Choices);

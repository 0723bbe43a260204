namespace Assay.Evaluation.Checks;

/// <summary>One thing that may be set for a check.</summary>
/// <param name="Name">The kebab-case name.</param>
/// <param name="Description">What it does, with its unit and range.</param>
/// <param name="Otherwise">What is used when it is not set, as it would be written in a suite file; empty when it follows from the data, null when it must be set.</param>
public sealed record CheckSetting(string Name, string Description, string? Otherwise);

namespace Assay.Tuning;

/// <summary>A study of the store in one line.</summary>
/// <param name="Name">As it was opened.</param>
/// <param name="Directions">One an objective.</param>
/// <param name="Created">When it was begun.</param>
/// <param name="Trials">How many were asked for.</param>
/// <param name="Done">How many ended with values.</param>
/// <param name="Best">The best feasible value of the first objective; null when there is none.</param>
public sealed record StudySummary(string Name, IReadOnlyList<Direction> Directions, DateTimeOffset Created, int Trials, int Done, double? Best);

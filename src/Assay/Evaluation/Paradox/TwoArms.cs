namespace Assay.Evaluation.Paradox;

/// <summary>Two sets of rows whose mean outcomes are compared: two groups, or the rows two models pick. A row may be in both.</summary>
/// <param name="First">Name of the first, for people.</param>
/// <param name="Second">Name of the second.</param>
/// <param name="Outcome">What is averaged, for people.</param>
/// <param name="InFirst">Whether each row is in the first, length n.</param>
/// <param name="InSecond">Whether each row is in the second, length n.</param>
/// <param name="Values">The outcome of every row, length n.</param>
internal sealed record TwoArms(string First, string Second, string Outcome, bool[] InFirst, bool[] InSecond, double[] Values);

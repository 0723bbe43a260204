namespace Assay.Development.Splits;

/// <summary>One sign that rows are ordered, or can be ordered, in time.</summary>
/// <param name="By">The column to order by; null when the file is in order.</param>
/// <param name="Sentence">What was seen, with figures.</param>
internal sealed record TimeSign(string? By, string Sentence);

namespace Assay.Evaluation.Differences;

/// <summary>How often a value is in a column of both tables.</summary>
/// <param name="Value">The value, cut to 80 letters.</param>
/// <param name="Before">Rows of the first table.</param>
/// <param name="After">Rows of the second.</param>
public sealed record ValueCount(string Value, long Before, long After);

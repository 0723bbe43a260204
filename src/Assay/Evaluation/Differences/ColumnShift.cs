namespace Assay.Evaluation.Differences;

/// <summary>How the distribution of a column moved.</summary>
/// <param name="Column">The column, by its first name.</param>
/// <param name="Before">The first table.</param>
/// <param name="After">The second table.</param>
public sealed record ColumnShift(string Column, ColumnState Before, ColumnState After)
{
    /// <summary>The measure of distance: <c>kolmogorov-smirnov</c>, <c>total-variation</c>, or <c>none</c> for a column that names its rows.</summary>
    public string Measure { get; init; } = "none";

    /// <summary>The distance, from 0 to 1; null where there is none.</summary>
    public double? Distance { get; init; }

    /// <summary>Population stability index over the first table's deciles or most frequent values.</summary>
    public double? StabilityIndex { get; init; }

    /// <summary>Chance of such a distance between samples of one distribution, corrected over all columns (Holm). Shared rows make it too large, never too small.</summary>
    public double? AdjustedP { get; init; }

    /// <summary>The same for the share of missing cells.</summary>
    public double? MissingAdjustedP { get; init; }

    /// <summary>Whether the move is both worth telling and significant.</summary>
    public bool Flagged { get; init; }

    /// <summary>Most frequent values of either table, where values repeat.</summary>
    public IReadOnlyList<ValueCount> Top { get; init; } = [];
}

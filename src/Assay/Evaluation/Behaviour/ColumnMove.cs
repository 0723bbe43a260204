namespace Assay.Evaluation.Behaviour;

/// <summary>How an expectation moves one column.</summary>
/// <param name="Column">Its name.</param>
/// <param name="Rises">1 for up, -1 for down, 0 for a stated value.</param>
internal sealed record ColumnMove(string Column, int Rises)
{
    /// <summary>By how much; NaN to go through all the column's quantiles.</summary>
    public double By { get; init; } = double.NaN;

    /// <summary>Whether <see cref="By"/> is a share of the cell.</summary>
    public bool IsShare { get; init; }

    /// <summary>The value that rows must have to be looked at; null for any other than <see cref="To"/>.</summary>
    public string? From { get; init; }

    /// <summary>The value they get; null for up and down.</summary>
    public string? To { get; init; }

    /// <summary>Whether the column goes through its quantiles.</summary>
    public bool IsSweep => Rises != 0 && double.IsNaN(By);
}

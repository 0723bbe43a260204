using Assay.Statistics;

namespace Assay.Evaluation.Slices;

/// <summary>Rows that something can be said about, and how their loss compares with that of the others.</summary>
public sealed record Slice
{
    /// <summary>The conditions; empty for rows that were given as they are.</summary>
    public required IReadOnlyList<SlicePredicate> Predicates { get; init; }

    /// <summary>The slice in words.</summary>
    public required string Text { get; init; }

    /// <summary>Rows of the whole table in the slice.</summary>
    public required int Rows { get; init; }

    /// <summary>The same as a share of all rows.</summary>
    public required double Share { get; init; }

    /// <summary>The mean loss in the slice (Wilson's interval for losses of 0 and 1, Student's otherwise).</summary>
    public required Interval Inside { get; init; }

    /// <summary>The mean loss of all other rows.</summary>
    public required Interval Outside { get; init; }

    /// <summary>Inside less outside, as if this slice alone had been looked at (Newcombe's interval for losses of 0 and 1, Welch's otherwise).</summary>
    public required Interval Difference { get; init; }

    /// <summary>The difference after what is due to having been picked from many is taken off.</summary>
    public required Interval Corrected { get; init; }

    /// <summary>How many standard errors the loss lies above that of equally many rows drawn at random; for losses other than 0 and 1 over its own scatter where that is larger.</summary>
    public required double Z { get; init; }

    /// <summary>Two-sided p value adjusted for every slice looked at.</summary>
    public required double AdjustedP { get; init; }

    /// <summary>The corrected difference as a share of a mean loss.</summary>
    internal Interval CorrectedOver(double mean) => Corrected with { Value = Corrected.Value / mean, Low = Corrected.Low / mean, High = Corrected.High / mean };
}

namespace Assay.Evaluation.Slices;

/// <summary>One condition of a slice: a column has a value.</summary>
/// <param name="Column">The column's name.</param>
/// <param name="Value">The value as text, such as <c>Married</c> or <c>[25, 33)</c>; null is a missing cell.</param>
/// <param name="Text">The condition in words, such as <c>age in [25, 33)</c>.</param>
public sealed record SlicePredicate(string Column, string? Value, string Text)
{
    /// <summary>The value when the column holds numbers as they are, not bins of them; null otherwise.</summary>
    public double? Number { get; init; }

    /// <summary>The limits where the value is a bin of numbers or dates.</summary>
    internal SliceBin? Bin { get; init; }
}

namespace Assay.Data;

/// <summary>One inner fold: rows to learn from and rows to score on, indices into the data set; the two share no row.</summary>
public sealed record Fold(int[] Train, int[] Validation)
{
    /// <summary>The deal this fold belongs to, from 0. The folds of one repeat share no validation row; those of different repeats do.</summary>
    public int Repeat { get; init; }
}

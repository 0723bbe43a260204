namespace Assay.Data;

/// <summary>One inner fold: rows to learn from and rows to score on, indices into the data set; the two share no row.</summary>
public sealed record Fold(int[] Train, int[] Validation);

namespace Assay.Data;

/// <summary>One inner fold: rows to learn from and rows to score on, indices into the data set; the two share no row.</summary>
public sealed record Fold(int[] Train, int[] Validation)
{
    /// <summary>The deal this fold belongs to, from 0. The folds of one repeat share no validation row; those of different repeats do.</summary>
    public int Repeat { get; init; }

    /// <summary>Whether the folds are windows that expand in time: every fold learns from more rows than the one before.</summary>
    public static bool GoForward(IReadOnlyList<Fold> folds) =>
        folds.Count > 1 && folds.Zip(folds.Skip(1)).All(pair => pair.First.Train.Length < pair.Second.Train.Length);
}

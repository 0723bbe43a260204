namespace Assay.Metrics;

/// <summary>Truth beside prediction, by reference.</summary>
/// <param name="truth">Class index or value, length n.</param>
/// <param name="predicted">n x <paramref name="outputs"/>, row after row: probability of the positive class, one probability a class, or a value.</param>
/// <param name="outputs">Numbers a row, at least 1.</param>
/// <param name="weights">One weight a row, at least 0; empty when every row counts the same. A row of weight 0 does not exist.</param>
public readonly ref struct Scored(ReadOnlySpan<double> truth, ReadOnlySpan<double> predicted, int outputs, ReadOnlySpan<double> weights)
{
    /// <summary>Class index or value, length n.</summary>
    public ReadOnlySpan<double> Truth { get; } = truth;

    /// <summary>n x <see cref="Outputs"/>, row after row.</summary>
    public ReadOnlySpan<double> Predicted { get; } = predicted;

    /// <summary>Predicted numbers a row.</summary>
    public int Outputs { get; } = outputs;

    /// <summary>One weight a row, or empty.</summary>
    public ReadOnlySpan<double> Weights { get; } = weights;

    /// <summary>Rows.</summary>
    public int Count => Truth.Length;
}

namespace Assay.Evaluation.Importance;

/// <summary>How columns are shuffled and intervals found.</summary>
public sealed record PermutationOptions
{
    /// <summary>Shuffles a column, at least 2 where intervals come from the shuffles; 3 spread evenly are on the whole about as exact as 5 drawn one by one.</summary>
    public int Repeats { get; init; } = 3;

    /// <summary>The seed.</summary>
    public ulong Seed { get; init; }

    /// <summary>Bootstrap draws of the rows; 0 for Student's t over the shuffles, which says how chance shuffles (and, as these are spread, too much of it), not how chance chose the rows.</summary>
    public int Draws { get; init; }

    /// <summary>Threads of the bootstrap, at least 1.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>The confidence level of bootstrap intervals, in (0, 1).</summary>
    public double Level { get; init; } = 0.95;

    /// <summary>The unit of every row looked at, which is drawn whole; empty when every row is its own.</summary>
    public int[] Units { get; init; } = [];

    /// <summary>What the model predicts for the rows as they are, where that is known already; null to ask.</summary>
    public double[]? Before { get; init; }

    /// <summary>Ends the work with an <see cref="OperationCanceledException"/>.</summary>
    public CancellationToken Cancellation { get; init; }
}

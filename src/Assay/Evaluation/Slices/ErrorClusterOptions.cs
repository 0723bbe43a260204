namespace Assay.Evaluation.Slices;

/// <summary>How rows with large losses are clustered.</summary>
public sealed record ErrorClusterOptions
{
    /// <summary>Clusters made, at least 1; only those that are worse than the other rows are reported.</summary>
    public int Clusters { get; init; } = 8;

    /// <summary>The chance that any cluster is reported that is no worse, in (0, 1).</summary>
    public double Level { get; init; } = 0.05;

    /// <summary>Permutations, at least 99.</summary>
    public int Draws { get; init; } = 999;

    /// <summary>The seed.</summary>
    public ulong Seed { get; init; }

    /// <summary>Threads, at least 1; the answer is the same bits at any number.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Ends the search with an <see cref="OperationCanceledException"/>.</summary>
    public CancellationToken Cancellation { get; init; }
}

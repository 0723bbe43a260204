using Assay.Metrics;

namespace Assay.Learners.Ensembles;

/// <summary>What greedy selection optimises and for how long.</summary>
public sealed record GreedyOptions
{
    /// <summary>The metric of the mean prediction.</summary>
    public required Metric Metric { get; init; }

    /// <summary>One weight a row, or empty.</summary>
    public double[] RowWeights { get; init; } = [];

    /// <summary>Most steps (a model may be chosen again).</summary>
    public int Steps { get; init; } = 40;

    /// <summary>Members below this share are left out.</summary>
    public double SmallestWeight { get; init; } = 0.02;

    /// <summary>Threads; the result does not depend on it.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Ends the search.</summary>
    public CancellationToken Cancellation { get; init; }
}

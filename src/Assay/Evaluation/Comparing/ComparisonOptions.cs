using Assay.Metrics;

namespace Assay.Evaluation.Comparing;

/// <summary>What a comparison may be told; every value has a default.</summary>
public sealed record ComparisonOptions
{
    /// <summary>The metric the verdict is about; null takes the task's own, or accuracy where only classes were predicted.</summary>
    public Metric? Metric { get; init; }

    /// <summary>The smallest useful difference: a share for losses, otherwise in the metric's unit; null takes <see cref="Metric.DefaultMargin"/>.</summary>
    public double? Margin { get; init; }

    /// <summary>The confidence level of intervals, in (0, 1).</summary>
    public double Level { get; init; } = 0.95;

    /// <summary>The chance with which a difference of the smallest detectable size would have been found, in (0.5, 1).</summary>
    public double Power { get; init; } = 0.8;

    /// <summary>Columns whose levels (or quarters, for numbers) are compared one by one.</summary>
    public IReadOnlyList<string> Slices { get; init; } = [];

    /// <summary>The most a slice may lose, as <see cref="Margin"/>; null takes the margin.</summary>
    public double? SliceLimit { get; init; }

    /// <summary>The most that columns of costs (latency, memory, size, money) may grow.</summary>
    public IReadOnlyList<CostLimit> CostLimits { get; init; } = [];

    /// <summary>Bootstrap draws.</summary>
    public int Draws { get; init; } = 2000;

    /// <summary>Every random choice follows from it.</summary>
    public ulong Seed { get; init; }

    /// <summary>Threads, at least 1; the result does not depend on it.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Ends the comparison with an <see cref="OperationCanceledException"/>.</summary>
    public CancellationToken Cancellation { get; init; }
}

namespace Assay.Statistics;

/// <summary>How rows are drawn again.</summary>
public sealed record BootstrapOptions
{
    /// <summary>Draws; 2,000 leaves a 95 % limit a Monte Carlo error of about 3 % of the interval's half width.</summary>
    public int Draws { get; init; } = 2000;

    /// <summary>The seed; the same seed gives the same bits at any number of threads.</summary>
    public ulong Seed { get; init; }

    /// <summary>Threads, at least 1.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>The confidence level, in (0, 1).</summary>
    public double Level { get; init; } = 0.95;

    /// <summary>The unit of every row (group, block of time, query), any integers; empty when every row is its own unit. Whole units are drawn.</summary>
    public int[] Units { get; init; } = [];

    /// <summary>A weight every row has anyway (length n), multiplied by how often it is drawn; empty for 1.</summary>
    public double[] RowWeights { get; init; } = [];

    /// <summary>Whether every row is its own unit and counts the same, as formulas for independent rows need.</summary>
    public bool IsPlain => Units.Length == 0 && RowWeights.Length == 0;

    /// <summary>How limits are read off the draws.</summary>
    public BootstrapKind Kind { get; init; } = BootstrapKind.Percentile;

    /// <summary>Ends the drawing with an <see cref="OperationCanceledException"/>.</summary>
    public CancellationToken Cancellation { get; init; }
}

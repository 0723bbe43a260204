namespace Assay.Tuning.Surrogates;

/// <summary>How a forest grows.</summary>
internal sealed record ForestOptions
{
    /// <summary>How many trees.</summary>
    public int Trees { get; init; } = 64;

    /// <summary>The share of parameters looked at for a split.</summary>
    public double Parameters { get; init; } = 1;

    /// <summary>The fewest points that are split further.</summary>
    public int LeastSplit { get; init; } = 2;
}

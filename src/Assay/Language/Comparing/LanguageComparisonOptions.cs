namespace Assay.Language.Comparing;

/// <summary>How results are compared.</summary>
public sealed record LanguageComparisonOptions
{
    /// <summary>A metric, or metric and filter, where a benchmark has several; its first when null.</summary>
    public string? Metric { get; init; }

    /// <summary>Whether tasks of groups are shown beside the groups.</summary>
    public bool ShowSubtasks { get; init; }

    /// <summary>The chance of any false difference in the table.</summary>
    public double Alpha { get; init; } = 0.05;

    /// <summary>Draws for metrics of whole corpora.</summary>
    public int Draws { get; init; } = 1000;

    /// <summary>The seed of draws.</summary>
    public ulong Seed { get; init; }
}

using Assay.Statistics;

namespace Assay.Language.Comparing;

/// <summary>One model's figure on one benchmark.</summary>
/// <param name="Model">The model.</param>
/// <param name="Benchmark">The task or group.</param>
/// <param name="Metric">Metric and filter, such as <c>exact_match,strict-match</c>.</param>
/// <param name="Score">The figure with its interval.</param>
public sealed record BenchmarkCell(string Model, string Benchmark, string Metric, Interval Score)
{
    /// <summary>Examples before a question; null where subtasks differ.</summary>
    public int? Shots { get; init; }

    /// <summary>How answers were drawn beside the examples: CoT, Maj1@32, pass@1, best of 8; empty for one plain answer.</summary>
    public string Method { get; init; } = "";

    /// <summary>Documents scored.</summary>
    public long Documents { get; init; }

    /// <summary>The best rank the data allows: one more than the models that are significantly better.</summary>
    public int BestRank { get; init; } = 1;

    /// <summary>The worst rank the data allows: models less those that are significantly worse.</summary>
    public int WorstRank { get; init; } = 1;
}

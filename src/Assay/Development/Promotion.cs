using Assay.Statistics;

namespace Assay.Development;

/// <summary>One decision: whether a candidate replaces the simpler champion.</summary>
/// <param name="From">The champion so far.</param>
/// <param name="To">The candidate of the later phase.</param>
/// <param name="Difference">The gain in the metric, positive is better for <paramref name="To"/>, paired on the same rows.</param>
/// <param name="Verdict">What the comparison allows one to say of <paramref name="To"/>.</param>
/// <param name="Promoted">Whether it became champion.</param>
/// <param name="Sentence">Which rule held or failed, and by how much.</param>
public sealed record Promotion(string From, string To, Interval Difference, Decision Verdict, bool Promoted, string Sentence)
{
    /// <summary>The gain the rule asked for: the margin grown by the cost ratio, in the metric's unit.</summary>
    public double RequiredGain { get; init; }

    /// <summary>The largest of the ratios of size and of steps a row.</summary>
    public double CostRatio { get; init; }

    /// <summary>One-sided p value of the paired bootstrap (no gain) after Holm over all candidates tried; the candidate a phase leads with has half of the weight.</summary>
    public double AdjustedP { get; init; }

    /// <summary>The Nadeau-Bengio corrected t statistic over folds.</summary>
    public double FoldT { get; init; }
}

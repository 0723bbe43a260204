using Assay.Data;
using Assay.Statistics;

namespace Assay.Development;

/// <summary>The split and the evidence for it.</summary>
/// <param name="Kind">How rows were dealt.</param>
/// <param name="By">The group or time column, if any.</param>
/// <param name="Folds">Inner folds.</param>
/// <param name="DevelopmentRows">Rows that could be learnt from.</param>
/// <param name="TestRows">Rows of the locked test part.</param>
/// <param name="Evidence">Plain sentences.</param>
public sealed record SplitSummary(SplitKind Kind, string? By, int Folds, int DevelopmentRows, int TestRows, IReadOnlyList<string> Evidence)
{
    /// <summary>The same quick model's score under the honest split; null for a stratified split, where a random split is the honest one.</summary>
    public Interval? HonestScore { get; init; }

    /// <summary>The same quick model's score under a random split.</summary>
    public Interval? RandomScore { get; init; }

    /// <summary>How much better the random split looks than the honest one, positive when it flatters.</summary>
    public double? Optimism { get; init; }
}

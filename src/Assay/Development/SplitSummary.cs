using Assay.Data;
using Assay.Statistics;

namespace Assay.Development;

/// <summary>The split and the evidence for it.</summary>
/// <param name="Kind">How rows were dealt.</param>
/// <param name="By">The group or time column, if any.</param>
/// <param name="Folds">Inner folds, those of all repeats together.</param>
/// <param name="DevelopmentRows">Rows that could be learnt from.</param>
/// <param name="TestRows">Rows of the locked test part.</param>
/// <param name="Evidence">Plain sentences.</param>
public sealed record SplitSummary(SplitKind Kind, string? By, int Folds, int DevelopmentRows, int TestRows, IReadOnlyList<string> Evidence)
{
    /// <summary>How often the rows were dealt into folds; every row is validated as often, save the first block of a time split.</summary>
    public int Repeats { get; init; } = 1;

    /// <summary>The same quick model's score under the honest split; null for a stratified split, where a random split is the honest one.</summary>
    public Interval? HonestScore { get; init; }

    /// <summary>The same quick model's score under a random split.</summary>
    public Interval? RandomScore { get; init; }

    /// <summary>How much better the random split looks than the honest one, positive when it flatters.</summary>
    public double? Optimism { get; init; }

    /// <summary>The split without a measure of what a random one would have pretended.</summary>
    internal static SplitSummary Of(Split split) =>
        new(split.Kind, split.By, split.Folds.Count, split.Development.Length, split.Test.Length, split.Evidence) { Repeats = split.Repeats };
}

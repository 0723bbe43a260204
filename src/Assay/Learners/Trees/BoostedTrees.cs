using System.Globalization;
using Assay.Data;

namespace Assay.Learners.Trees;

/// <summary>Gradient-boosted trees (LightGBM) with strong defaults; the number of trees is chosen by the folds.</summary>
/// <remarks>
/// Settings: <c>learning-rate</c>, <c>leaves</c>, <c>minimum-rows-in-leaf</c>, <c>feature-share</c>, <c>feature-share-of-node</c>,
/// <c>row-share</c>, <c>l1</c>, <c>l2</c>, <c>maximum-depth</c>, <c>maximum-bins</c>, <c>path-smooth</c>, <c>minimum-gain</c>,
/// <c>category-smooth</c>, <c>category-l2</c>; <c>mode</c> (regular, extra-trees), <c>categories</c> (auto, native, ordinal, one-each),
/// <c>target-transform</c> (none, log), <c>loss</c> (squared, absolute, huber), <c>stop-on</c> (loss, ranking), <c>words</c>;
/// <c>trees</c> fixes the number of rounds, <c>maximum-trees</c> and <c>patience</c> (in rounds) bound the choice.
/// </remarks>
[Named("boosted-trees")]
public sealed class BoostedTrees : TreeLearner
{
    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Space { get; } =
    [
        new("learning-rate", 0.02, 0.15) { Logarithmic = true },
        new("leaves", 6, 128) { Logarithmic = true, Whole = true },
        new("minimum-rows-in-leaf", 2, 100) { Logarithmic = true, Whole = true },
        new("feature-share", 0.4, 1),
        new("row-share", 0.6, 1),
        new("l2", 0.01, 30) { Logarithmic = true },
        new("mode", 0, 0) { Choices = ["regular", "extra-trees"] },
        new("categories", 0, 0) { Choices = ["auto", "ordinal", "one-each"] },
    ];

    private protected override Settings Complete(Settings settings, int rows, LearningTask task) => Defaults(settings, rows, task);

    /// <summary>Chosen by out-of-fold scores on fifteen public sets: small trees for few rows, and some chance in rows and columns.</summary>
    /// <remarks>A number tells more about a row than a class does, so regression bears larger trees and smaller leaves.</remarks>
    internal static Settings Defaults(Settings settings, int rows, LearningTask task) =>
        new((task == LearningTask.Regression ? ForNumbers(rows) : ForClasses(rows)).Concat(settings.Values));

    private static Dictionary<string, string> ForClasses(int rows) => new()
    {
        ["leaves"] = Leaves(rows, 8),
        ["feature-share"] = "0.7",
        ["row-share"] = "0.85",
        ["l2"] = "1",
    };

    private static Dictionary<string, string> ForNumbers(int rows) => new()
    {
        ["leaves"] = Leaves(rows, 16),
        ["minimum-rows-in-leaf"] = "5",
        ["feature-share"] = "0.85",
        ["row-share"] = "0.85",
        ["categories"] = "ordinal",
        ["l2"] = "1",
    };

    private static string Leaves(int rows, int fewest) => Math.Clamp(rows / 600, fewest, 31).ToString(CultureInfo.InvariantCulture);
}

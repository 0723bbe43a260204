using Assay.Data;

namespace Assay.Learners.Trees;

/// <summary>Extremely randomised trees: as a random forest, but every split's threshold is drawn at random.</summary>
/// <remarks>
/// Grown by LightGBM's <c>rf</c> mode with random thresholds; settings and defaults as for the random forest, with 0.9 of the rows
/// and 0.8 of the features of a node.
/// Source: Geurts, Ernst and Wehenkel, "Extremely randomized trees", Machine Learning 63, 2006.
/// </remarks>
[Named("extra-trees")]
public sealed class ExtraTrees : TreeLearner
{
    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Space { get; } =
    [
        new("minimum-rows-in-leaf", 1, 30) { Logarithmic = true, Whole = true },
        new("feature-share-of-node", 0.3, 1),
        new("categories", 0, 0) { Choices = ["ordinal", "one-each"] },
    ];

    private protected override Settings Complete(Settings settings, int rows, LearningTask task) =>
        RandomForest.Forest(new Settings(new Dictionary<string, string> { ["row-share"] = "0.9", ["feature-share-of-node"] = "0.8" }.Concat(settings.Values)), rows, "random");

    private protected override double Growth(double rowsRatio) => 1;
}

using System.Globalization;
using Assay.Data;

namespace Assay.Learners.Trees;

/// <summary>A random forest: deep trees on random rows and random features of each node, averaged.</summary>
/// <remarks>
/// Grown by LightGBM's <c>rf</c> mode. Settings as for boosted trees; defaults: 150 trees (<c>trees</c>), rows drawn without
/// replacement (<c>row-share</c> 0.632), features of a node (<c>feature-share-of-node</c>) 0.5, at least 3 rows in a leaf, at most
/// <c>leaves</c> (rows / 8, from 31 to 1000). Nothing is chosen by the folds.
/// Source: Breiman, "Random forests", Machine Learning 45, 2001; without replacement: Friedman and Hall, 2007.
/// </remarks>
[Named("random-forest")]
public sealed class RandomForest : TreeLearner
{
    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Space { get; } =
    [
        new("minimum-rows-in-leaf", 1, 30) { Logarithmic = true, Whole = true },
        new("feature-share-of-node", 0.15, 1),
        new("row-share", 0.4, 0.9),
        new("categories", 0, 0) { Choices = ["ordinal", "one-each"] },
    ];

    private protected override Settings Complete(Settings settings, int rows, LearningTask task) => Forest(settings, rows, "best");

    private protected override double Growth(double rowsRatio) => 1;

    /// <summary>The defaults forests share.</summary>
    internal static Settings Forest(Settings settings, int rows, string splits) => new(Defaults(rows, splits).Concat(settings.Values));

    private static Dictionary<string, string> Defaults(int rows, string splits) => new()
    {
        ["mode"] = "forest",
        ["splits"] = splits,
        ["trees"] = "150",
        ["row-share"] = "0.632",
        ["feature-share-of-node"] = "0.5",
        ["minimum-rows-in-leaf"] = "3",
        ["categories"] = "ordinal",
        ["leaves"] = Math.Clamp(rows / 8, 31, 1000).ToString(CultureInfo.InvariantCulture),
    };
}

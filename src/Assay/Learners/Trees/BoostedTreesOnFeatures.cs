using Assay.Data;
using Assay.Numerics;

namespace Assay.Learners.Trees;

/// <summary>Boosted trees on generated features: mean labels of categories and pairs, group statistics, ratios, differences, turned maps.</summary>
/// <remarks>
/// <para>Everything is learnt inside the training rows of each fold, and label means of training rows come from other rows
/// (out of fold within the fold), so no label is ever a feature of its own row.</para>
/// <para>Settings as for boosted trees; categories are codes in order by default.</para>
/// Source of the idea that such features are worth more than another learner: the TabArena benchmark, 2025.
/// </remarks>
[Named("boosted-trees-on-features")]
public sealed class BoostedTreesOnFeatures : TreeLearner
{
    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Space => [.. new BoostedTrees().Space.Where(p => p.Name != "categories")];

    /// <inheritdoc/>
    public override string? Refuses(Dataset data) =>
        data.Features.Any(c => c is CategoryColumn or NumberColumn) ? base.Refuses(data) : "Features are generated from numbers and categories, and the table has neither.";

    /// <inheritdoc/>
    public override double Work(Dataset data, int rows, Settings settings) => 3 * base.Work(data, rows, settings);

    private protected override Settings Complete(Settings settings, int rows, LearningTask task) =>
        BoostedTrees.Defaults(new Settings(new Dictionary<string, string> { ["categories"] = "ordinal", ["feature-share"] = "0.5" }.Concat(settings.Values)), rows, task);

    // Every fold has features of its own, so there is nothing to share.
    private protected override Booster StartFold(Dataset data, (Fold Fold, int[] Rows) of, BoostingRecipe recipe, FitOptions options) =>
        Start(data, of.Fold, recipe, options);

    private protected override Booster Start(Dataset data, Fold fold, BoostingRecipe recipe, FitOptions options)
    {
        var rows = Sorted(fold.Train);
        var plan = FeaturePlan.Choose(data, rows, recipe, options);
        var labels = recipe.Transform.Forward(data.Target.ToArray());
        var before = TreeEncoding.Learn(data, rows, recipe.Codes, recipe.Words);
        before = new TreeEncoding { Parts = [.. before.Parts, .. plan.WithoutLabels(data, rows)] };
        var whole = new TreeEncoding { Parts = [.. before.Parts, .. plan.WithLabels(data, rows, labels)] };
        var table = new FeatureTable(before.Bind(data), plan, rows, (labels, SeededRandom.Derive(options.Seed, "means")));
        var train = BinnedTable.Build(table, rows, Bins(whole, recipe));
        var validation = fold.Validation.Length == 0 ? null : train.Like(whole.Bind(data), Sorted(fold.Validation));
        return new Booster(data, recipe, options.Seed, whole, (train, validation));
    }
}

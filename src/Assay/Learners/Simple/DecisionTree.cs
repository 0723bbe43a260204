using Assay.Data;

namespace Assay.Learners.Simple;

/// <summary>One small tree of yes-no questions that a person can read and follow by hand.</summary>
/// <remarks>
/// <para>Classification and regression tree: each question is the one that lowers the Gini impurity or the variance most, among thresholds
/// between at most 64 quantile bins of a number, and sets of levels in the order of their mean label. Missing cells go where they lower
/// it most. A leaf answers with the mean of its training labels, smoothed by one row's worth towards all rows.</para>
/// <para>Settings: <c>depth</c> (1 to 8, default 5), <c>minimum-rows</c> a leaf (default 20, at most a tenth of the rows).</para>
/// Source: Breiman, Friedman, Olshen and Stone, Classification and Regression Trees, 1984; order of levels: their theorem 4.5.
/// </remarks>
[Named("decision-tree")]
public sealed class DecisionTree : Learner
{
    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Space =>
    [
        new("depth", 2, 5) { Whole = true },
        new("minimum-rows", 5, 200) { Whole = true, Logarithmic = true },
    ];

    /// <inheritdoc/>
    public override string? Refuses(Dataset data) => data.Features.Count == 0 ? "A tree needs at least one feature." : null;

    /// <inheritdoc/>
    public override Model Fit(Sample train, FitOptions options) =>
        Grow(Name, train, Math.Clamp(options.Settings.Whole("depth", 5), 1, 8), options.Settings.Whole("minimum-rows", 20), options.Cancellation);

    /// <inheritdoc/>
    public override Model Load(ModelFiles files, Dataset schema) => DecisionTreeModel.Load(files);

    /// <summary>Grows a tree for the learner of that name.</summary>
    internal static DecisionTreeModel Grow(string learner, Sample train, int depth, int minimumRows, CancellationToken cancellation)
    {
        Shapes.Check(train);
        var table = BinnedSample.Of(train, cancellation);
        var leaf = Math.Clamp(minimumRows, 1, Math.Max(1, train.Count / 10));
        var root = new TreeGrowth(table, leaf, cancellation).Grow([.. Enumerable.Range(0, train.Count)], depth);
        return new DecisionTreeModel(new(learner, train.Data.Task, table.Encoding, root));
    }
}

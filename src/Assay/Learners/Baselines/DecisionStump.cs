using Assay.Data;
using Assay.Learners.Simple;

namespace Assay.Learners.Baselines;

/// <summary>One yes-no question about one column: a decision tree of depth 1.</summary>
/// <remarks>Source: Iba and Langley, ICML 1992. See <see cref="DecisionTree"/> for how the question is found.</remarks>
[Named("decision-stump")]
public sealed class DecisionStump : Learner
{
    /// <inheritdoc/>
    public override string? Refuses(Dataset data) => data.Features.Count == 0 ? "A stump needs at least one feature." : null;

    /// <inheritdoc/>
    public override Model Fit(Sample train, FitOptions options) => DecisionTree.Grow(Name, train, 1, 20, options.Cancellation);

    /// <inheritdoc/>
    public override Model Load(ModelFiles files, Dataset schema) => DecisionTreeModel.Load(files);
}

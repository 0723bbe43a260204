using Assay.Numerics;

namespace Assay.Tuning.Surrogates;

/// <summary>Many regression trees, each grown on points drawn with repeats: mean and variance of an outcome anywhere.</summary>
/// <remarks>Sources: Breiman, Machine Learning 45, 2001; the variance within and between trees: Hutter et al., Artificial Intelligence 206, 2014, section 4.3.2.</remarks>
internal sealed class RegressionForest
{
    internal RegressionForest(SurrogateInput input, SurrogatePoint[] points, double[] outcomes, ForestOptions options, SeededRandom random) =>
        Trees = [.. Enumerable.Range(0, options.Trees).Select(_ => new RegressionTree(points, outcomes, [.. points.Select(_ => random.Next(points.Length))], input, (options, random)))];

    /// <summary>The trees.</summary>
    internal IReadOnlyList<RegressionTree> Trees { get; }

    /// <summary>Mean and variance of the outcome at a point.</summary>
    internal (double Mean, double Variance) Predict(SurrogatePoint point)
    {
        var (sum, squares) = (0.0, 0.0);
        foreach (var tree in Trees)
        {
            var leaf = tree.Leaf(point);
            sum += leaf.Mean;
            squares += leaf.Variance + (leaf.Mean * leaf.Mean);
        }

        var mean = sum / Trees.Count;
        return (mean, Math.Max(0, (squares / Trees.Count) - (mean * mean)));
    }
}

using Assay.Tuning.Surrogates;

namespace Assay.Tuning.Sensitivity;

/// <summary>The boxes a regression tree cuts the space into, with the variance of its value over the space and of its averages along one parameter.</summary>
/// <remarks>All values of an ordered parameter and all choices of a category are equally likely. Source: Hutter et al., ICML 2014, algorithms 1 and 2.</remarks>
internal sealed class TreePartition
{
    private readonly SurrogateInput input;
    private readonly List<(double Value, double[] Low, double[] High, bool[][] Choices)> leaves = [];
    private readonly double mean;

    internal TreePartition(RegressionTree tree, SurrogateInput input)
    {
        this.input = input;
        double[] ends = [.. input.Ordered.Select(_ => 1.0)];
        Collect(tree.Root, new double[ends.Length], ends, [.. input.Categories.Select(c => Enumerable.Repeat(true, input.Space.Dimensions[c].Choices.Count + 1).ToArray())]);
        mean = leaves.Sum(l => l.Value * Size(l, -1, -1));
        Variance = leaves.Sum(l => Square(l.Value - mean) * Size(l, -1, -1));
    }

    /// <summary>The variance of the tree's value over the whole space.</summary>
    internal double Variance { get; }

    /// <summary>The variance of the average of everything else along an ordered parameter.</summary>
    internal double Ordered(int parameter)
    {
        double[] edges = [.. leaves.Select(l => l.Low[parameter]).Append(1).Distinct().Order()];
        var changes = new double[edges.Length];
        foreach (var leaf in leaves)
        {
            var part = leaf.Value * Size(leaf, parameter, -1);
            changes[Array.BinarySearch(edges, leaf.Low[parameter])] += part;
            changes[Array.BinarySearch(edges, leaf.High[parameter])] -= part;
        }

        var (average, variance) = (0.0, 0.0);
        for (var i = 0; i + 1 < edges.Length; i++)
        {
            average += changes[i];
            variance += (edges[i + 1] - edges[i]) * Square(average - mean);
        }

        return variance;
    }

    /// <summary>The variance of the average of everything else over a category's choices.</summary>
    internal double Category(int category)
    {
        var count = input.Space.Dimensions[input.Categories[category]].Choices.Count;
        return Enumerable.Range(1, count).Average(c => Square(leaves.Where(l => l.Choices[category][c]).Sum(l => l.Value * Size(l, -1, category)) - mean));
    }

    private static double Square(double value) => value * value;

    // The share of the space a leaf covers; one parameter or category may be left out of the product.
    private double Size((double Value, double[] Low, double[] High, bool[][] Choices) leaf, int parameter, int category)
    {
        var size = 1.0;
        for (var i = 0; i < leaf.Low.Length; i++)
        {
            size *= i == parameter ? 1 : leaf.High[i] - leaf.Low[i];
        }

        for (var j = 0; j < leaf.Choices.Length; j++)
        {
            size *= j == category ? 1 : leaf.Choices[j].Skip(1).Average(c => c ? 1.0 : 0);
        }

        return size;
    }

    private void Collect(TreeNode node, double[] low, double[] high, bool[][] choices)
    {
        if (node.Left is null)
        {
            leaves.Add((node.Mean, low, high, choices));
            return;
        }

        if (node.LeftChoices is { } left)
        {
            Collect(node.Left, low, high, With(choices, node.Parameter, [.. choices[node.Parameter].Zip(left, (had, goes) => had && goes)]));
            Collect(node.Right!, low, high, With(choices, node.Parameter, [.. choices[node.Parameter].Zip(left, (had, goes) => had && !goes)]));
            return;
        }

        Collect(node.Left, low, With(high, node.Parameter, node.Threshold), choices);
        Collect(node.Right!, With(low, node.Parameter, node.Threshold), high, choices);
    }

    private static T[] With<T>(T[] values, int at, T value)
    {
        T[] changed = [.. values];
        changed[at] = value;
        return changed;
    }
}

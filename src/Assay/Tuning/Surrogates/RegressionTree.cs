using Assay.Numerics;

namespace Assay.Tuning.Surrogates;

/// <summary>A regression tree over configurations: ordered parameters are cut at a value, categories into two sets of choices.</summary>
/// <remarks>Source: Breiman et al., Classification and Regression Trees, 1984; choices are ordered by their mean before they are cut (section 8.8), which loses nothing.</remarks>
internal sealed class RegressionTree
{
    private readonly SurrogatePoint[] points;
    private readonly double[] outcomes;
    private readonly int[] choices;
    private readonly ForestOptions options;
    private readonly SeededRandom random;

    /// <param name="points">Where outcomes were seen.</param>
    /// <param name="outcomes">One a point.</param>
    /// <param name="rows">Positions of the points this tree learns from, repeats allowed.</param>
    /// <param name="input">Says which parameters are categories.</param>
    /// <param name="growth">How it grows, and the stream for the choice of parameters.</param>
    internal RegressionTree(SurrogatePoint[] points, double[] outcomes, int[] rows, SurrogateInput input, (ForestOptions Options, SeededRandom Random) growth)
    {
        (this.points, this.outcomes, (options, random)) = (points, outcomes, growth);
        choices = [.. input.Categories.Select(c => input.Space.Dimensions[c].Choices.Count)];
        Root = Grow(rows);
    }

    /// <summary>The first question.</summary>
    internal TreeNode Root { get; }

    /// <summary>The leaf a point falls into.</summary>
    internal TreeNode Leaf(SurrogatePoint point)
    {
        var node = Root;
        while (node.Left is not null)
        {
            node = node.IsLeft(point) ? node.Left : node.Right!;
        }

        return node;
    }

    private TreeNode Grow(int[] rows)
    {
        var mean = rows.Average(r => outcomes[r]);
        var variance = rows.Average(r => (outcomes[r] - mean) * (outcomes[r] - mean));
        var leaf = new TreeNode { Mean = mean, Variance = variance };
        if (rows.Length < options.LeastSplit || !(variance > 0))
        {
            return leaf;
        }

        var (node, gain) = (leaf, 0.0);
        var parameters = Enumerable.Range(0, points[0].Ordered.Length + choices.Length).ToArray();
        random.Shuffle<int>(parameters);
        var wanted = Math.Max(1, (int)Math.Ceiling(options.Parameters * parameters.Length));
        for (var p = 0; p < parameters.Length && (p < wanted || gain == 0); p++)
        {
            var ordered = points[0].Ordered.Length;
            var (found, worth) = parameters[p] < ordered ? Cut(rows, parameters[p], mean) : Parted(rows, parameters[p] - ordered, mean);
            (node, gain) = worth > gain ? (found, worth) : (node, gain);
        }

        if (gain == 0)
        {
            return leaf;
        }

        return node with
        {
            Mean = mean,
            Variance = variance,
            Left = Grow([.. rows.Where(r => node.IsLeft(points[r]))]),
            Right = Grow([.. rows.Where(r => !node.IsLeft(points[r]))]),
        };
    }

    private (TreeNode Node, double Gain) Cut(int[] rows, int parameter, double mean)
    {
        double[] keys = [.. rows.Select(r => points[r].Ordered[parameter])];
        double[] values = [.. rows.Select(r => outcomes[r] - mean)];
        Array.Sort(keys, values);
        var (best, at, sum) = (0.0, 0, 0.0);
        for (var i = 0; i + 1 < keys.Length; i++)
        {
            sum += values[i];
            var worth = keys[i] < keys[i + 1] ? (sum * sum / (i + 1)) + (sum * sum / (keys.Length - i - 1)) : 0;
            (best, at) = worth > best ? (worth, i) : (best, at);
        }

        if (best == 0)
        {
            return (new TreeNode(), 0);
        }

        // Between neighbouring numbers the middle rounds to one of them; it must not be the upper one.
        var middle = (keys[at] + keys[at + 1]) / 2;
        return (new TreeNode { Parameter = parameter, Threshold = middle < keys[at + 1] ? middle : keys[at] }, best);
    }

    // Position 0 is that of a category that does not count.
    private (TreeNode Node, double Gain) Parted(int[] rows, int category, double mean)
    {
        var (sums, counts) = (new double[choices[category] + 1], new int[choices[category] + 1]);
        foreach (var row in rows)
        {
            var choice = points[row].Categories[category] + 1;
            sums[choice] += outcomes[row] - mean;
            counts[choice]++;
        }

        int[] order = [.. Enumerable.Range(0, sums.Length).Where(c => counts[c] > 0).OrderBy(c => sums[c] / counts[c]).ThenBy(c => c)];
        var (best, last, sum, count) = (0.0, -1, 0.0, 0);
        for (var i = 0; i + 1 < order.Length; i++)
        {
            (sum, count) = (sum + sums[order[i]], count + counts[order[i]]);
            var worth = (sum * sum / count) + (sum * sum / (rows.Length - count));
            (best, last) = worth > best ? (worth, i) : (best, last);
        }

        var left = new bool[sums.Length];
        for (var i = 0; i <= last; i++)
        {
            left[order[i]] = true;
        }

        return (new TreeNode { Parameter = category, LeftChoices = left }, best);
    }
}

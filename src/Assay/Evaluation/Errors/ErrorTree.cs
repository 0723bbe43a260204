using Assay.Data;
using Assay.Evaluation.Rows;
using Assay.Learners.Simple;
using Assay.Statistics;

namespace Assay.Evaluation.Errors;

/// <summary>Where a model errs most, as a small tree grown on one half of the rows and measured on the other.</summary>
/// <param name="Leaves">Every leaf with the questions that lead to it, its rows of the other half and their mean loss, at a level that holds for all leaves together.</param>
/// <param name="All">Mean loss of the other half.</param>
/// <remarks>Measured where it was grown, the worst leaf of a tree always looks worse than it is. Source: Athey and Imbens, PNAS 113, 2016 (honest trees).</remarks>
internal sealed record ErrorTree(IReadOnlyList<(string Path, int[] Rows, Interval Loss)> Leaves, Interval All)
{
    private const int Depth = 3;
    private const int LeastRows = 30;

    /// <summary>The tree of these losses.</summary>
    public static ErrorTree Of(Dataset data, double[] loss, Halves halves, RowDesign design, CancellationToken cancellation)
    {
        var table = data with { Task = LearningTask.Regression, Target = loss, Classes = [] };
        var tree = DecisionTree.Grow("decision-tree", new Sample(table, halves.First), Depth, Math.Max(LeastRows, halves.First.Length / 50), cancellation);
        var leaves = tree.Leaves;
        var reached = tree.LeafOf(new Sample(table, halves.Second));
        var together = design.Together(leaves.Count);
        return new(
            [
                .. leaves.Select(leaf =>
                {
                    int[] rows = [.. halves.Second.Where((_, i) => ReferenceEquals(reached[i], leaf.Leaf))];
                    return (leaf.Path, rows, Mean(together.At(rows), Array.ConvertAll(rows, r => loss[r])));
                }),
            ],
            Mean(design.At(halves.Second), Array.ConvertAll(halves.Second, r => loss[r])));
    }

    private static Interval Mean(RowDesign design, double[] loss) => loss.All(l => l is 0 or 1) ? design.Share(loss) : design.Mean(loss);
}

using Assay.Numerics;
using Assay.Tuning.Sensitivity;
using Assay.Tuning.Spaces;
using Assay.Tuning.Surrogates;
using CsCheck;

namespace Assay.Tests.Tuning.Surrogates;

public class ForestTests
{
    private static readonly Space space = new([Dimension.Float("a", 0, 1), Dimension.Float("b", 0, 1), Dimension.Category("k", "x", "y", "z")]);
    private static readonly SurrogateInput input = new(space);

    [Fact]
    public void A_tree_learns_steps_of_numbers_and_sets_of_choices()
    {
        // 1 above a = 0.5, 10 for choice y only.
        var points = Points(60, 1);
        double[] outcomes = [.. points.Select(Step)];
        var tree = new RegressionTree(points, outcomes, [.. Enumerable.Range(0, points.Length)], input, (new ForestOptions(), new SeededRandom(1)));
        Assert.All(points, p => Assert.Equal(Step(p), tree.Leaf(p).Mean, 1e-12));
        Assert.Equal(11, tree.Leaf(new SurrogatePoint([0.9, 0.2], [1])).Mean, 1e-12);
        Assert.Equal(0, tree.Leaf(new SurrogatePoint([0.1, 0.2], [2])).Mean, 1e-12);
    }

    [Fact]
    public void Parts_of_a_step_function_are_what_they_are_by_hand()
    {
        // Variances of 1[a > 1/2] and 10 * 1[k = y] over even values: 1/4 and 100 * 2/9; a's cut is known to the nearest points.
        var points = Points(400, 2);
        var tree = new RegressionTree(points, [.. points.Select(Step)], [.. Enumerable.Range(0, points.Length)], input, (new ForestOptions(), new SeededRandom(1)));
        var partition = new TreePartition(tree, input);
        Assert.Equal(0.25, partition.Ordered(0), 0.01);
        Assert.Equal(0, partition.Ordered(1), 1e-9);
        Assert.Equal(200.0 / 9, partition.Category(0), 0.05);
        Assert.Equal(0.25 + (200.0 / 9), partition.Variance, 0.05);
    }

    [Fact]
    public void A_forest_stays_between_what_it_saw() => Gen.Double[-100, 100].Array[2, 30].Sample(
        outcomes =>
        {
            var points = Points(outcomes.Length, 3);
            var forest = new RegressionForest(input, points, outcomes, new ForestOptions { Trees = 5 }, new SeededRandom(4));
            var (mean, variance) = forest.Predict(Points(1, 9)[0]);
            return mean >= outcomes.Min() - 1e-9 && mean <= outcomes.Max() + 1e-9 && variance >= 0;
        },
        iter: 30);

    private static double Step(SurrogatePoint point) => (point.Ordered[0] > 0.5 ? 1 : 0) + (point.Categories[0] == 1 ? 10 : 0);

    private static SurrogatePoint[] Points(int count, ulong seed)
    {
        var random = new SeededRandom(seed);
        return [.. Enumerable.Range(0, count).Select(_ => input.Encode(space.Draw(random)))];
    }
}

using Assay.Learners.Ensembles;
using Assay.Metrics;
using CsCheck;

namespace Assay.Tests.Learners.Ensembles;

public class GreedySelectionTests
{
    private static readonly GreedyOptions rmse = new() { Metric = Catalogue<Metric>.Find("rmse") };

    [Fact]
    public void Gives_two_models_that_err_on_opposite_sides_half_the_weight_each()
    {
        double[] truth = [1, 2, 3, 4];
        double[][] predictions = [[2, 3, 4, 5], [0, 1, 2, 3], [9, 9, 9, 9]];

        var weights = GreedySelection.Weights(truth, predictions, 1, rmse);

        Assert.Equal([0.5, 0.5, 0], weights);
    }

    [Fact]
    public void Keeps_one_model_alone_when_it_is_never_wrong()
    {
        double[] truth = [1, 2, 3];

        var weights = GreedySelection.Weights(truth, [[3, 2, 1], [1, 2, 3]], 1, rmse);

        Assert.Equal([0, 1], weights);
    }

    [Fact]
    public void Is_never_worse_on_its_own_rows_than_the_best_single_model_and_the_same_at_any_thread_count() =>
        Gen.Select(Gen.Double[-5, 5].Array[6], Gen.Double[-5, 5].Array[6].Array[2, 5]).Sample((truth, predictions) =>
        {
            // The smallest weight is 0 here: leaving out small members may cost a little, which is not the claim.
            var options = rmse with { SmallestWeight = 0 };
            var weights = GreedySelection.Weights(truth, predictions, 1, options);
            var mean = Enumerable.Range(0, 6).Select(i => predictions.Zip(weights, (p, w) => p[i] * w).Sum()).ToArray();

            Assert.Equal(1, weights.Sum(), 9);
            Assert.True(Error(truth, mean) <= predictions.Min(p => Error(truth, p)) + 1e-6);
            Assert.Equal(weights, GreedySelection.Weights(truth, predictions, 1, options with { Threads = 2 }));
        });

    private static double Error(double[] truth, double[] predicted) =>
        Math.Sqrt(truth.Zip(predicted, (t, p) => (t - p) * (t - p)).Average());
}

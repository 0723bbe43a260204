using Assay.Numerics;
using Assay.Statistics;

namespace Assay.Tests.Statistics;

public class PredictionPoweredTests
{
    [Fact]
    public void Perfect_predictions_give_nearly_the_interval_of_all_rows()
    {
        double[] truth = [1, 0, 1, 1, 0, 1, 0, 1];
        var others = Enumerable.Range(0, 800).Select(i => i % 8 < 5 ? 1.0 : 0).ToArray();
        var found = PredictionPowered.Mean(truth, truth, others);
        var alone = PredictionPowered.Mean(truth, truth, []);
        Assert.Equal(0.625, found.Value, 1e-12);
        Assert.True(found.High - found.Low < 0.2 * (alone.High - alone.Low));
        Assert.Equal("normal", alone.Method);
    }

    [Fact]
    public void Predictions_that_say_nothing_do_no_harm()
    {
        var random = SeededRandom.For(1, "test");
        var truth = Draw(random, 60);
        var found = PredictionPowered.Mean(truth, Draw(random, 60), Draw(random, 1000));
        var alone = PredictionPowered.Mean(truth, truth, []);
        Assert.InRange((found.High - found.Low) / (alone.High - alone.Low), 0.9, 1.001);
    }

    [Fact]
    public void The_interval_holds_the_truth_as_often_as_it_says_though_the_judge_is_biased()
    {
        var random = SeededRandom.For(2, "test");
        var held = 0;
        const int Rounds = 600;
        for (var round = 0; round < Rounds; round++)
        {
            // True mean 0.5; the judge says yes too often.
            (double Truth, double Said)[] rows = [.. Enumerable.Range(0, 500).Select(_ => random.NextDouble() < 0.5 ? 1.0 : 0).Select(t => (t, t == 1 || random.NextDouble() < 0.3 ? 1.0 : 0))];
            var found = PredictionPowered.Mean([.. rows[..100].Select(r => r.Truth)], [.. rows[..100].Select(r => r.Said)], [.. rows[100..].Select(r => r.Said)]);
            held += found.Low <= 0.5 && 0.5 <= found.High ? 1 : 0;
        }

        Assert.InRange(held / (double)Rounds, 0.92, 0.975);
    }

    // scikit-learn 1.2.1, cohen_kappa_score without weights and with weights="quadratic".
    [Fact]
    public void Kappa_is_scikit_learns()
    {
        double[] first = [1, 2, 3, 4, 5, 3, 2, 1, 4, 5, 5, 3];
        double[] second = [1, 2, 4, 4, 5, 3, 1, 1, 3, 5, 4, 3];
        Assert.Equal(0.5826086956521739, CohenKappa.Of(first, second, (a, b) => a == b ? 0 : 1), 1e-12);
        Assert.Equal(0.9166666666666666, CohenKappa.Of(first, second, (a, b) => (a - b) * (a - b)), 1e-12);
        Assert.True(double.IsNaN(CohenKappa.Of([1, 1], [1, 1], (a, b) => a == b ? 0 : 1)));
    }

    private static double[] Draw(SeededRandom random, int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextDouble() < 0.5 ? 1.0 : 0)];
}

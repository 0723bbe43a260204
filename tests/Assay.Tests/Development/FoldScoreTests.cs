using Assay.Data;
using Assay.Development;
using Assay.Development.Splits;
using Assay.Learners;
using Assay.Metrics;
using Assay.Statistics;
using static Assay.Tests.Development.Tables;

namespace Assay.Tests.Development;

public class FoldScoreTests
{
    private static readonly Dataset Four = Regression([0, 0, 0, 0], Numbers("x", [1, 2, 3, 4]));

    private static readonly Split TwiceInTwo = new()
    {
        Kind = SplitKind.Stratified,
        Development = [0, 1, 2, 3],
        Test = [],
        Folds = [new Fold([2, 3], [0, 1]), new Fold([0, 1], [2, 3]), new Fold([1], [0, 2, 3]) { Repeat = 1 }, new Fold([0, 2, 3], [1]) { Repeat = 1 }],
        Seed = 0,
    };

    [Fact]
    public void A_row_has_a_prediction_from_every_repeat_and_the_folds_count_by_their_rows()
    {
        var score = new FoldScore(Four, TwiceInTwo, new MeanAbsoluteError());
        double[] predicted = [1, 3, 4, 4, 5, 6, 7, 9];

        Assert.Equal([0, 1, 2, 3, 0, 2, 3, 1], score.Rows);
        Assert.Equal([2, 4, 6, 9], score.Folds(predicted));
        Assert.Equal(((2 * 2.0) + (2 * 4) + (3 * 6) + 9) / 8, score.Weighted(predicted)([1, 1, 1, 1, 1, 1, 1, 1]), 12);
        Assert.Equal(((2 * 3.0) + (2 * 4) + (3 * 6.5) + 9) / 8, score.Weighted(predicted)([0, 1, 1, 1, 0, 1, 1, 1]), 12);
        Assert.Equal(2, score.FoldsOfARepeat);
    }

    [Fact]
    public void A_bootstrap_draw_gives_all_predictions_of_a_row_one_weight()
    {
        var data = Regression(Enumerable.Range(0, 100).Select(i => (double)i), Numbers("x", Enumerable.Range(0, 100).Select(i => i * 7.0 % 13)));
        var split = SplitPlan.Make(data, new SplitOptions { Repeats = 3 }, new SplitAdvice(SplitKind.Stratified, null, []));
        var score = new FoldScore(data, split, new MeanAbsoluteError());

        Assert.All(score.Rows.GroupBy(r => r), row => Assert.Equal(3, row.Count()));
        Assert.Equal(split.Development, score.Rows.Distinct().Order());
        AssertOneWeight(score, score.Rows);
    }

    [Fact]
    public void A_bootstrap_draw_gives_all_predictions_of_a_group_one_weight()
    {
        var data = Regression(Enumerable.Range(0, 100).Select(i => (double)i), Words("patient", Enumerable.Range(0, 100).Select(i => $"p{i / 2}")));
        var split = SplitPlan.Make(data, SplitOptions.Parse("group:patient") with { Repeats = 3 }, new SplitAdvice(SplitKind.Stratified, null, []));
        var score = new FoldScore(data, split, new MeanAbsoluteError());

        Assert.Equal(3, split.Repeats);
        Assert.All(score.Units.GroupBy(u => u), group => Assert.Equal(6, group.Count()));
        AssertOneWeight(score, Array.ConvertAll(score.Rows, r => r / 2));
    }

    [Fact]
    public void The_corrected_t_takes_its_share_of_test_rows_from_the_folds_of_one_repeat()
    {
        using var shared = new SharedWork();
        var score = new FoldScore(Four, TwiceInTwo, new MeanAbsoluteError());
        var options = new DevelopOptions();
        var runner = new TrialRunner(Four, TwiceInTwo, score, options, shared);
        Trial Of(string name, params double[] predicted) => runner.Measure(
            Portfolio.Plain(Phases.Simple, name),
            new CrossFit { OutOfFold = predicted, Models = [new ConstantModel(new(name, [0]))], FitTimes = [], Refit = Settings.Default },
            memory: 0);

        var decision = new PromotionRule(score, runner, margin: 0.01).DecideInChain(
            Of("zero-rule", 1, 3, 4, 4, 5, 6, 7, 9), Of("ridge-regression", 1, 1, 2, 2, 3, 3, 3, 3), tried: 1, costCounts: false);

        Assert.Equal(CorrectedResampledT.Of([1, 2, 3, 6], testToTrain: 1).T, decision.FoldT, 12);
    }

    private static void AssertOneWeight(FoldScore score, int[] units)
    {
        var different = 0;
        _ = Bootstrap.Draws(
            weights =>
            {
                var drawn = weights.ToArray();
                different += drawn.Distinct().Count() > 1 ? 1 : 0;
                Assert.All(units.Zip(drawn).GroupBy(p => p.First), unit => Assert.Single(unit.Select(p => p.Second).Distinct()));
                return 0;
            },
            score.Rows.Length,
            new BootstrapOptions { Draws = 20, Units = score.Units });
        Assert.Equal(20, different);
    }
}

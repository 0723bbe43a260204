using Assay.Data;
using Assay.Evaluation;
using Assay.Evaluation.Checks;
using Assay.Evaluation.Decay;
using Assay.Evaluation.Rows;
using Assay.Learners;
using Assay.Metrics;
using Assay.Numerics;
using Assay.Tests.Learners;
using CsCheck;
using Check = Assay.Evaluation.Checks.Check;

namespace Assay.Tests.Evaluation.Decay;

public class DecayCheckTests
{
    private static readonly Check check = Catalogue<Check>.Find("decay");

    [Fact]
    public void A_model_of_electricity_fails_for_a_time_though_no_straight_line_shows_it()
    {
        var context = Early(Dataset.Read(TestData.Larger("tabular/electricity.csv.gz"), "class"), new RocAuc());
        var results = Run(context, "boosted-trees");
        var moved = Assert.Single(Catalogue<Check>.Find("drift").Run(context, CheckSettings.None("drift").With("order", "file")));
        Assert.Equal(CheckStatus.Failed, moved.Status);
        Assert.Contains("vicprice", moved.Sentence);
        Assert.Equal(CheckStatus.CannotTell, results["trend of roc-auc"].Status);
        Assert.Equal(CheckStatus.CannotTell, results["age of models of boosted-trees"].Status);
        var drop = results["roc-auc of every window against the first"];
        Assert.Equal(CheckStatus.Failed, drop.Status);
        Assert.InRange(drop.Effect!.Low, 0.05, drop.Effect.Value);
        Assert.Contains("Bonferroni", drop.Correction);
    }

    [Fact]
    public void A_model_of_the_first_months_of_bike_hour_falls_behind_the_growth()
    {
        var data = Dataset.Read(TestData.Larger("tabular/bike_hour.csv.gz"), new ReadOptions { Target = "cnt", Time = "dteday", Drop = ["instant", "casual", "registered", "yr"] });
        var results = Run(Early(data, new RootMeanSquaredError()), "none", order: false);
        Assert.Equal(CheckStatus.Failed, results["trend of rmse"].Status);
        Assert.Matches("[0-9]{4}-[0-9]{2}-[0-9]{2}", results["trend of rmse"].Table!.Rows[0][0]);
        Assert.Equal(CheckStatus.Failed, results["rmse of every window against the first"].Status);
        Assert.NotEqual(CheckStatus.NotApplicable, results["forecast against a simple baseline"].Status);
    }

    [Fact]
    public void A_model_of_Adult_in_an_order_that_means_nothing_passes()
    {
        var results = Run(Subjects.Adult() with { Metric = new RocAuc() }, "boosted-trees");
        Assert.Equal(CheckStatus.Passed, results["forecast against a simple baseline"].Status);
        Assert.Equal(CheckStatus.Passed, Assert.Single(Catalogue<Check>.Find("drift").Run(Subjects.Adult(), CheckSettings.None("drift").With("order", "file"))).Status);
        Assert.DoesNotContain(results.Values, r => r.Status == CheckStatus.Failed);
    }

    [Fact]
    public void A_planted_decay_is_found_and_the_time_of_falling_under_the_baseline_told()
    {
        var context = Subjects.Adult();
        var random = new SeededRandom(5);
        var (at, rows) = (0, context.Predictions.Count);
        // More and more predictions are those of another row.
        var worse = context.Saying(p => random.NextDouble() < 0.9 * at++ / rows ? context.Predictions.Predicted[random.Next(rows)] : p) with { Metric = new RocAuc() };
        var results = Run(worse, "none");
        Assert.Equal(CheckStatus.Failed, results["trend of roc-auc"].Status);
        Assert.Equal(CheckStatus.Failed, results["forecast against a simple baseline"].Status);
        Assert.Matches("would fall under it [0-9.]+ windows", results["forecast against a simple baseline"].Sentence);
    }

    [Fact]
    public void Without_a_time_it_says_what_to_set()
    {
        var result = Assert.Single(check.Run(Subjects.Adult(), CheckSettings.None("decay")));
        Assert.Equal(CheckStatus.NotApplicable, result.Status);
        Assert.Contains("order: file", result.Sentence);
    }

    [Fact]
    public void A_line_through_points_on_a_line_meets_zero_where_it_should()
    {
        var line = TrendLine.Of([0, 1, 2, 3, 4], [10, 8, 6, 4, 2], [.. Enumerable.Range(0, 5).Select(w => new[] { 10.0 - (2 * w), 10 - (2 * w) })], 0.95)!;
        Assert.Equal(-2, line.Slope, 12);
        Assert.Equal(5, line.Crossing(0.95).Value, 9);
        Assert.Equal(5, line.Crossing(0.95).High, 9);
        Assert.Equal(0, line.At(5, 0.95).Value, 9);
    }

    [Fact]
    public void A_line_that_is_not_shown_to_fall_has_no_crossing() =>
        Assert.True(double.IsNaN(TrendLine.Of([0, 1, 2, 3, 4], [1, 0.2, 1.2, 0.1, 0.9], [.. Enumerable.Range(0, 5).Select(_ => new[] { 0.9, 1.1 })], 0.95)!.Crossing(0.95).Value));

    [Fact]
    public void The_crossing_lies_within_its_interval() => (from seed in Gen.ULong select seed).Sample(seed =>
    {
        var random = new SeededRandom(seed);
        double[] places = [.. Enumerable.Range(0, 8).Select(i => (double)i)];
        double[] values = [.. places.Select(p => 5 - p + (0.3 * random.NextNormal()))];
        var crossing = TrendLine.Of(places, values, [.. values.Select(v => new[] { v, v })], 0.95)!.Crossing(0.95);
        Assert.True(double.IsNaN(crossing.Value) || (crossing.Low <= crossing.Value && crossing.Value <= crossing.High));
    });

    [Fact]
    public void Drops_from_the_first_window_are_limited_together()
    {
        // Errors of 1 in every window of 11 blocks: variance 1.1 each; t of 10 degrees of freedom at 1 - 0.05 / 2.
        double[] draws = [-Math.Sqrt(0.5), Math.Sqrt(0.5)];
        var drops = WindowDrop.Of([(5, draws, 11), (4, draws, 11), (1, draws, 11)], 0.95);
        Assert.Equal([1, 4], drops.Select(d => d.Worsening.Value));
        Assert.All(drops, d => Assert.Equal(2.6337669 * Math.Sqrt(2.2), d.Worsening.High - d.Worsening.Value, 6));
        Assert.Equal(1, WindowDrop.Deciding(drops, 0.0).Window - 1);
        Assert.Empty(WindowDrop.Of([(double.NaN, [], 11), (4, draws, 11)], 0.95));
    }

    [Fact]
    public void Trends_of_pure_noise_with_a_memory_are_called_decay_in_at_most_a_few_of_a_hundred()
    {
        var (found, dropped) = (0, 0);
        for (var set = 0; set < 100; set++)
        {
            var random = SeededRandom.For(4, "noise", set);
            var (level, values) = (0.0, new double[1000]);
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = level = (0.8 * level) + random.NextNormal();
            }

            var context = Subjects.Of(Tables.Of(LearningTask.Regression, values), new double[values.Length]) with { Metric = new MeanAbsoluteError() };
            var results = Run(context, "none", settings: s => s.With("limit", 0.0));
            found += results["trend of mae"].Status == CheckStatus.Failed ? 1 : 0;
            dropped += results["mae of every window against the first"].Status == CheckStatus.Failed ? 1 : 0;
        }

        Assert.InRange(found, 0, 7);
        Assert.InRange(dropped, 0, 7);
    }

    [Fact]
    public void A_column_that_moves_is_found_and_one_with_a_long_memory_alone_is_not()
    {
        var random = new SeededRandom(8);
        var order = Enumerable.Range(0, 4000).ToArray();
        Strata Of(Func<int, double> value) => Strata.By(Tables.Numbers("x", [.. order.Select(value)]))!;
        Assert.True(ColumnDrift.Of(Of(i => random.NextNormal() + (i / 2000)), order, 1).P < 0.001);
        Assert.True(ColumnDrift.Of(Of(i => Math.Sin(i / 37.0) + (0.1 * random.NextNormal())), order, 1).P > 0.05);
    }

    // A model that learnt on the first fifth, judged on the rest.
    private static CheckContext Early(Dataset data, Metric metric)
    {
        var learnt = data.RowCount / 5;
        var options = new FitOptions { Seed = 1, Settings = new Settings([new("trees", "100"), new("learning-rate", "0.1")]) };
        var model = Catalogue<Learner>.Find("boosted-trees").Fit(new Sample(data, [.. Enumerable.Range(0, learnt)]), options);
        var later = data.Taking([.. Enumerable.Range(learnt, data.RowCount - learnt)]);
        return Subjects.Of(later, model.Predict(later.All)) with { Metric = metric };
    }

    private static Dictionary<string, CheckResult> Run(CheckContext context, string learner, bool order = true, Func<CheckSettings, CheckSettings>? settings = null)
    {
        var chosen = CheckSettings.None("decay").With("learner", learner).With("order", order ? "file" : "column");
        return check.Run(context, settings?.Invoke(chosen) ?? chosen).ToDictionary(r => r.Subject);
    }
}

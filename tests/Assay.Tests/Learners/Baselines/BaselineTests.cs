using Assay.Data;
using Assay.Learners;

namespace Assay.Tests.Learners.Baselines;

public sealed class BaselineTests
{
    [Fact]
    public void Zero_rule_is_the_share_the_mean_or_the_median()
    {
        var data = Tables.Of(LearningTask.Regression, [1, 2, 3, 10], Tables.Numbers("x", 0, 0, 0, 0));

        Assert.Equal([4.0], Fit("zero-rule", data).Predict(new Sample(data, [2])));
        Assert.Equal([2.5], Fit("zero-rule", data, ("statistic", "median")).Predict(new Sample(data, [2])));
        Assert.Equal([2.0], Catalogue<Learner>.Find("zero-rule").Fit(new Sample(data, [0, 1, 2]), new FitOptions()).Predict(new Sample(data, [3])));
        var weighted = data with { Weights = new double[] { 0, 0, 1, 1 } };
        Assert.Equal([6.5], Fit("zero-rule", weighted).Predict(new Sample(data, [0])));
    }

    [Fact]
    public void Random_answers_follow_the_seed_and_the_row_whatever_the_order()
    {
        var data = Tables.Mixed(400, LearningTask.Binary);
        foreach (var name in new[] { "uniform-random", "label-distribution-random" })
        {
            var model = Fit(name, data);
            var forward = model.Predict(data.All);
            var backward = model.Predict(new Sample(data, [.. Enumerable.Range(0, 400).Reverse()]));
            Assert.Equal(forward, backward.Reverse());
            Assert.NotEqual(forward, Catalogue<Learner>.Find(name).Fit(data.All, new FitOptions { Seed = 1 }).Predict(data.All));
        }
    }

    [Fact]
    public void Drawn_labels_have_the_shares_of_the_training_labels()
    {
        var data = Tables.Mixed(4000, LearningTask.Multiclass);
        var drawn = Fit("label-distribution-random", data).Predict(data.All).Chunk(3).Select(r => Array.IndexOf(r, 1.0)).ToArray();

        for (var k = 0; k < 3; k++)
        {
            // Four standard errors of a difference of two shares of 4,000 rows are below 0.045.
            Assert.Equal(data.Target.ToArray().Count(t => t == k) / 4000.0, drawn.Count(d => d == k) / 4000.0, 0.045);
        }
    }

    [Fact]
    public void One_rule_takes_the_telling_column_and_not_the_one_of_unique_values()
    {
        var target = Enumerable.Range(0, 200).Select(i => (double)(i / 7 % 2)).ToArray();
        var data = Tables.Of(
            LearningTask.Binary, target,
            Tables.Names("id", [.. Enumerable.Range(0, 200).Select(i => $"row {i}")]),
            Tables.Names("side", [.. target.Select((t, i) => i % 10 == 0 ? "left" : t == 1 ? "right" : "left")]),
            Tables.Numbers("noise", [.. Enumerable.Range(0, 200).Select(i => i * 37 % 200.0)]));
        var predicted = Fit("one-rule", data).Predict(data.All);

        Assert.Equal(2, predicted.Distinct().Count());
        Assert.True(Tables.RankingArea(target, predicted) > 0.9);
        var right = target.Select((t, i) => (t, i)).Count(r => r.t == 1 && r.i % 10 != 0);
        Assert.Equal((right + (5 * target.Average())) / (right + 5), predicted[7], 12);
    }

    [Fact]
    public void The_stump_finds_the_threshold_and_sends_missing_cells_to_the_better_side()
    {
        double[] x = [.. Enumerable.Range(0, 60).Select(i => i < 10 ? double.NaN : i)];
        var data = Tables.Of(LearningTask.Regression, [.. x.Select(v => v > 30 || double.IsNaN(v) ? 5.0 : 1.0)], Tables.Numbers("x", x));
        var model = Fit("decision-stump", data);
        var predicted = model.Predict(new Sample(data, [0, 25, 55]));

        Assert.Equal(5, predicted[0], 0.1);
        Assert.Equal(1, predicted[1], 0.2);
        Assert.Equal(5, predicted[2], 0.1);
        Assert.Contains("x <= 30.5?", model.ToString());
    }

    [Fact]
    public void Seasonal_naive_repeats_the_last_season_and_finds_its_length()
    {
        double[] target = [.. Enumerable.Range(0, 96).Select(i => (double)(i % 24))];
        var data = Tables.Of(LearningTask.Regression, target, Tables.Numbers("x", target));
        var model = Catalogue<Learner>.Find("seasonal-naive").Fit(new Sample(data, [.. Enumerable.Range(0, 60)]), new FitOptions());

        Assert.Equal(target[60..], model.Predict(new Sample(data, [.. Enumerable.Range(60, 36)])));
    }

    [Fact]
    public void Seasonal_naive_without_a_season_repeats_the_last_label_before_the_time_of_the_row()
    {
        double[] days = [0, 86400, 2 * 86400, 3 * 86400];
        var data = Tables.Of(LearningTask.Regression, [5, 6, 7, 8], new NumberColumn("day", ColumnKind.Date, days)).As("day", ColumnRole.Time);
        var options = new FitOptions { Settings = Settings.Default.With("season", 0) };
        var model = Catalogue<Learner>.Find("seasonal-naive").Fit(new Sample(data, [2, 0, 1]), options);

        Assert.Equal([7.0], model.Predict(new Sample(data, [3])));
    }

    [Fact]
    public void Existing_scores_stay_and_existing_names_become_probabilities()
    {
        var data = Tables.Of(LearningTask.Binary, [1, 0, 1, 0]);
        var scores = data.And(Tables.Numbers("score", 0.9, 0.2, double.NaN, 0.4), ColumnRole.Existing);
        Assert.Equal([0.9, 0.2, 0.5, 0.4], Fit("existing", scores).Predict(scores.All));

        var names = data.And(Tables.Names("human", "yes", "no", "yes", "yes"), ColumnRole.Existing);
        var predicted = Fit("existing", names).Predict(names.All);
        Assert.Equal(2.5 / 4, predicted[0], 12);
        Assert.Equal(0.5 / 2, predicted[1], 12);
    }

    [Fact]
    public void Existing_scores_on_a_scale_of_their_own_become_probabilities_in_their_order()
    {
        double[] labels = [.. Enumerable.Range(0, 40).Select(i => i % 4 == 0 || i > 30 ? 1.0 : 0)];
        var data = Tables.Of(LearningTask.Binary, labels).And(Tables.Numbers("credit", [.. Enumerable.Range(0, 40).Select(i => 300 + (10.0 * i))]), ColumnRole.Existing);

        var predicted = Fit("existing", data).Predict(data.All);

        Assert.All(predicted, p => Assert.InRange(p, 0, 1));
        Assert.Equal(predicted.Order(), predicted);
        Assert.Equal(labels.Average(), predicted.Average(), 1);
    }

    [Fact]
    public void Existing_answers_that_mean_nothing_are_told_with_the_row()
    {
        var data = Tables.Of(LearningTask.Binary, [1, 0]).And(Tables.Names("human", "yes", "perhaps"), ColumnRole.Existing);
        var error = Assert.Throws<AssayException>(() => Fit("existing", data));

        Assert.Equal("data.existing-unreadable", error.Code);
        Assert.Contains("row 1 holds \"perhaps\"", error.Message);
    }

    private static Model Fit(string learner, Dataset data, params (string Name, string Value)[] settings) =>
        Catalogue<Learner>.Find(learner).Fit(data.All, new FitOptions { Settings = new Settings(settings.Select(s => KeyValuePair.Create(s.Name, s.Value))) });
}

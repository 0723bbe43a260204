using Assay.Data;
using Assay.Learners;
using Assay.Learners.Linear;
using Assay.Numerics;

namespace Assay.Tests.Learners.Linear;

public sealed class LinearLearnerTests
{
    [Fact]
    public void Ridge_on_one_number_is_the_formula_worked_by_hand()
    {
        // x standardised: -1.3416, -0.4472, 0.4472, 1.3416; y likewise; slope = sum xy / (sum xx + l2) = 4 / (4 + 4) in standard units.
        var data = Tables.Of(LearningTask.Regression, [2, 4, 6, 8], Tables.Numbers("x", 1, 2, 3, 4));
        var model = Fit("ridge-regression", data, ("l2", "4"), ("numbers", "linear"), ("target-transform", "none"));

        Assert.Equal([3.5, 4.5, 5.5, 6.5], model.Predict(data.All), (a, b) => Math.Abs(a - b) < 1e-5);
    }

    [Fact]
    public void Weights_of_logistic_regression_are_where_the_penalised_gradient_is_zero()
    {
        var data = Tables.Mixed(500, LearningTask.Binary);
        var model = (LinearModel)Fit("logistic-regression", data, ("l2", "2"), ("numbers", "splines"));
        var rows = model.Description.Encoding.Encode(data.All, TestContext.Current.CancellationToken);
        var misses = model.Predict(data.All).Zip(data.Target.ToArray(), (p, t) => p - t).ToArray();
        var gradient = model.Weights.Select((w, i) => i == 0 ? 500e-6 * w : 2 * w).ToArray();
        rows.AddTransposedTimes(misses, 1, gradient);

        Assert.All(gradient, g => Assert.Equal(0, g, 1e-4));
    }

    [Theory]
    [InlineData(true, "linear")]
    [InlineData(false, "splines")]
    public void Bent_lines_must_have_been_better_every_time_where_folds_go_forward(bool forward, string chosen)
    {
        // The square of x decides, but in the last block its sign does.
        var random = SeededRandom.For(1, "bent", 0);
        double[] x = [.. Enumerable.Range(0, 1200).Select(_ => (2 * random.NextDouble()) - 1)];
        var data = Tables.Of(LearningTask.Binary, [.. x.Select((v, i) => (i < 1000 ? v * v > 0.3 : v > 0) ? 1.0 : 0)], Tables.Numbers("x", x));
        int[] Rows(int from, int to) => [.. Enumerable.Range(from, to - from)];
        Fold[] folds = forward
            ? [new(Rows(0, 400), Rows(400, 700)), new(Rows(0, 700), Rows(700, 1000)), new(Rows(0, 1000), Rows(1000, 1200))]
            : [new(Rows(0, 600), Rows(600, 900)), new(Rows(300, 900), Rows(0, 300)), new(Rows(0, 600), Rows(1000, 1200))];

        var fit = Catalogue<Learner>.Find("logistic-regression").CrossFit(data, folds, new FitOptions());

        Assert.Equal(chosen, fit.Refit.Word("numbers", ""));
    }

    [Fact]
    public void Several_classes_on_a_matrix_too_wide_for_blocks_reach_the_minimum()
    {
        var data = Tables.Mixed(1100, LearningTask.Multiclass);
        var wide = data.And(Tables.Names("id", [.. Enumerable.Range(0, 1100).Select(i => $"{i}")]), ColumnRole.Feature);
        var model = (LinearModel)Fit("logistic-regression", wide, ("l2", "1"), ("numbers", "linear"), ("minimum-rows", "1"));
        var rows = model.Description.Encoding.Encode(wide.All, TestContext.Current.CancellationToken);
        var misses = model.Predict(wide.All);
        for (var i = 0; i < 1100; i++)
        {
            misses[(i * 3) + (int)wide.Target.Span[i]] -= 1;
        }

        var gradient = model.Weights.Select((w, i) => i < 3 ? 1100e-6 * w : w).ToArray();
        rows.AddTransposedTimes(misses, 3, gradient);
        Assert.All(gradient, g => Assert.Equal(0, g, 1e-4));
        Assert.True(model.Description.Encoding.Width > 1000);
    }

    [Fact]
    public void Folds_choose_splines_for_a_curve_and_the_line_for_a_line()
    {
        var random = new SeededRandom(3);
        double[] x = [.. Enumerable.Range(0, 600).Select(_ => random.NextNormal())];
        var curve = Tables.Of(LearningTask.Regression, [.. x.Select(v => Math.Sin(3 * v) + (0.1 * random.NextNormal()))], Tables.Numbers("x", x));
        var line = Tables.Of(LearningTask.Regression, [.. x.Select(v => -v + (0.5 * random.NextNormal()))], Tables.Numbers("x", x));

        Assert.Equal("splines", Refit(curve).Word("numbers", ""));
        Assert.Equal("linear", Refit(line).Word("numbers", ""));
    }

    [Fact]
    public void A_poisson_fit_predicts_the_mean_and_never_below_zero()
    {
        var data = Tables.Of(LearningTask.Regression, [0, 2, 4, 0, 10, 20], Tables.Names("kind", "a", "a", "a", "b", "b", "b"));
        var predicted = Fit("ridge-regression", data, ("l2", "0.000001"), ("target-transform", "poisson"), ("minimum-rows", "1")).Predict(data.All);

        Assert.Equal(2, predicted[0], 1e-3);
        Assert.Equal(10, predicted[3], 1e-3);
    }

    [Fact]
    public void Words_of_a_text_tell_the_classes_apart()
    {
        string[] texts = [.. Enumerable.Range(0, 80).Select(i => i % 4 == 0 ? $"win a prize now {i}" : $"see you at lunch {i}")];
        var data = Tables.Of(LearningTask.Binary, [.. Enumerable.Range(0, 80).Select(i => i % 4 == 0 ? 1.0 : 0)], Tables.Texts("text", texts));
        var model = Fit("logistic-regression", data);
        var fresh = Tables.Of(LearningTask.Binary, [1, 0], Tables.Texts("text", "prize to win", "lunch, see you"));
        var predicted = model.Predict(fresh.All);

        Assert.True(predicted[0] > 0.5 && predicted[1] < 0.5);
    }

    [Fact]
    public void Weighted_rows_count_as_often_as_their_weight()
    {
        var once = Tables.Of(LearningTask.Binary, [1, 0, 1], Tables.Numbers("x", 1, 2, 3)) with { Weights = new double[] { 1, 3, 2 } };
        var repeated = Fit("logistic-regression", once, ("l2", "0.000001"), ("numbers", "linear"));

        // Saturated by one slope and one intercept only in the mean: the mean prediction is the weighted share of class 1.
        var predicted = repeated.Predict(once.All);
        Assert.Equal(0.5, (predicted[0] + (3 * predicted[1]) + (2 * predicted[2])) / 6, 1e-4);
    }

    private static Settings Refit(Dataset data) =>
        Catalogue<Learner>.Find("ridge-regression").CrossFit(data, Tables.Folds(data.RowCount, 5), new FitOptions()).Refit;

    private static Model Fit(string learner, Dataset data, params (string Name, string Value)[] settings) =>
        Catalogue<Learner>.Find(learner).Fit(data.All, new FitOptions { Settings = new Settings(settings.Select(s => KeyValuePair.Create(s.Name, s.Value))) });
}

using Assay.Data;
using Assay.Learners;
using Assay.Numerics;

namespace Assay.Tests.Learners.Simple;

public sealed class SimpleLearnerTests
{
    [Fact]
    public void Naive_bayes_multiplies_smoothed_shares_worked_by_hand()
    {
        var data = Tables.Of(LearningTask.Binary, [1, 1, 1, 0], Tables.Names("c", "a", "a", "b", "b"));
        var predicted = Fit("naive-bayes", data).Predict(data.All);

        // Cells a, b and missing share one row's worth: P(a|1) = (2 + 1/3) / 4, P(a|0) = (1/3) / 2; P(1) = (3 + 1/2) / 5, P(0) = (1 + 1/2) / 5.
        var yes = 3.5 / 5 * ((2 + (1 / 3.0)) / 4);
        var no = 1.5 / 5 * (1 / 3.0 / 2);
        Assert.Equal(yes / (yes + no), predicted[0], 12);
    }

    [Fact]
    public void Naive_bayes_listens_to_words()
    {
        var data = Tables.Of(
            LearningTask.Binary, [1, 1, 0, 0], Tables.Texts("t", "win a prize", "win cash prize", "see you soon", "soon see"));
        var predicted = Fit("naive-bayes", data).Predict(data.All);

        Assert.True(predicted[0] > 0.85 && predicted[3] < 0.15);
    }

    [Fact]
    public void The_nearest_neighbours_vote()
    {
        var data = Tables.Of(LearningTask.Regression, [10, 12, 50, 90], Tables.Numbers("x", 0, 1, 10, 20));
        var model = Fit("k-nearest-neighbours", data, ("neighbours", "2"), ("weights", "uniform"));

        Assert.Equal(11, model.Predict(new Sample(data, [0]))[0], 4);
        Assert.Equal(70, model.Predict(new Sample(data, [3]))[0], 4);
        var classes = data with { Task = LearningTask.Binary, Classes = ["no", "yes"], Target = new double[] { 1, 1, 0, 1 } };
        var shares = Fit("k-nearest-neighbours", classes, ("neighbours", "2"), ("weights", "uniform")).Predict(classes.All);
        Assert.Equal(2.75 / 3, shares[0], 12);
    }

    [Fact]
    public void The_folds_choose_few_neighbours_for_a_fine_pattern_and_many_for_noise()
    {
        double[] x = [.. Enumerable.Range(0, 600).Select(i => i / 600.0)];
        var fine = Tables.Of(LearningTask.Regression, [.. x.Select(v => Math.Sin(60 * v))], Tables.Numbers("x", x));
        var random = new SeededRandom(2);
        var noise = Tables.Of(LearningTask.Regression, [.. x.Select(_ => random.NextNormal())], Tables.Numbers("x", x));

        Assert.Equal(5, Refit(fine).Whole("neighbours", 0));
        Assert.Equal(75, Refit(noise).Whole("neighbours", 0));
    }

    [Fact]
    public void Chosen_neighbours_predict_out_of_fold_as_a_fit_with_that_number_would()
    {
        var data = Tables.Mixed(200, LearningTask.Multiclass);
        var learner = Catalogue<Learner>.Find("k-nearest-neighbours");
        var chosen = learner.CrossFit(data, Tables.Folds(200, 4), new FitOptions());
        var asked = learner.CrossFit(data, Tables.Folds(200, 4), new FitOptions { Settings = chosen.Refit });

        Assert.Equal(asked.OutOfFold, chosen.OutOfFold);
    }

    [Fact]
    public void More_than_twenty_thousand_rows_are_refused_by_neighbours()
    {
        var data = Tables.Of(LearningTask.Regression, new double[20_001], Tables.Numbers("x", new double[20_001]));

        Assert.Contains("20,001", Catalogue<Learner>.Find("k-nearest-neighbours").Refuses(data));
    }

    [Fact]
    public void A_tree_reads_like_questions_and_answers()
    {
        double[] age = [.. Enumerable.Range(0, 200).Select(i => i % 60.0)];
        string[] job = [.. Enumerable.Range(0, 200).Select(i => (i % 3) switch { 0 => "cook", 1 => "driver", _ => "teacher" })];
        var target = age.Zip(job, (a, j) => j == "cook" && a > 30 ? 1.0 : 0).ToArray();
        var data = Tables.Of(LearningTask.Binary, target, Tables.Numbers("age", age), Tables.Names("job", job));
        var model = Fit("decision-tree", data, ("depth", "2"), ("minimum-rows", "5"));
        var predicted = model.Predict(data.All);

        Assert.All(target.Zip(predicted), p => Assert.Equal(p.First, p.Second, 0.1));
        Assert.Matches(@"job in \{(cook|driver, teacher)\}( or missing)?\?.*\(200 rows\)", model.ToString());
        Assert.Contains("age <= 30", model.ToString());
    }

    private static Settings Refit(Dataset data) =>
        Catalogue<Learner>.Find("k-nearest-neighbours").CrossFit(data, Tables.Folds(data.RowCount, 5), new FitOptions()).Refit;

    private static Model Fit(string learner, Dataset data, params (string Name, string Value)[] settings) =>
        Catalogue<Learner>.Find(learner).Fit(data.All, new FitOptions { Settings = new Settings(settings.Select(s => KeyValuePair.Create(s.Name, s.Value))) });
}

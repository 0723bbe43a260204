using Assay.Data;
using Assay.Learners;
using Assay.Learners.Trees;

namespace Assay.Tests.Learners.Trees;

public sealed class BoostedTreesTests
{
    private static readonly Learner Learner = Catalogue<Learner>.Find("boosted-trees");

    [Theory]
    [InlineData(LearningTask.Binary)]
    [InlineData(LearningTask.Multiclass)]
    [InlineData(LearningTask.Regression)]
    public void Out_of_fold_predictions_beat_the_constant_by_far(LearningTask task)
    {
        var data = TreeTables.Mixed(1500, task);
        var folds = TreeTables.Folds(1500, 3);
        var crossed = Learner.CrossFit(data, folds, new FitOptions { Seed = 7, Threads = 2 });
        var scored = new Sample(data, [.. folds.SelectMany(f => f.Validation)]);

        Assert.DoesNotContain(crossed.OutOfFold, double.IsNaN);
        Assert.InRange(Error(scored, crossed.OutOfFold) / Error(data.All, Constant(data)), 0, 0.7);
        Assert.InRange(crossed.Refit.Whole("trees", 0), 5, 3000);
        Assert.True(crossed.Curve.Min() < crossed.Curve[0]);
    }

    [Theory]
    [InlineData(LearningTask.Binary)]
    [InlineData(LearningTask.Multiclass)]
    [InlineData(LearningTask.Regression)]
    public void A_saved_model_predicts_the_same_bits_one_row_at_a_time(LearningTask task)
    {
        var data = TreeTables.Mixed(400, task);
        var model = Learner.Fit(data.All, new FitOptions { Settings = Settings.Default.With("trees", 30) });
        var files = new ModelFiles();
        model.Save(files);
        var loaded = Learner.Load(files, data);
        var together = model.Predict(data.All);

        Assert.Equal(together, loaded.Predict(data.All));
        for (var row = 0; row < 50; row++)
        {
            Assert.Equal(together[(row * model.Outputs)..((row + 1) * model.Outputs)], loaded.Predict(new Sample(data, [row])));
        }
    }

    [Fact]
    public void One_and_two_threads_give_the_same_bits()
    {
        var data = TreeTables.Mixed(1200, LearningTask.Binary, weighted: true);
        var folds = TreeTables.Folds(1200, 5);
        var options = new FitOptions { Seed = 3, Settings = Settings.Default.With("row-share", 0.8).With("feature-share", 0.7).With("mode", "extra-trees") };
        using var shared = new SharedWork();
        var one = Learner.CrossFit(data, folds, options);
        var two = Learner.CrossFit(data, folds, options with { Threads = 2, Shared = shared });
        var other = Learner.CrossFit(data, folds, options with { Seed = 4, Shared = shared });

        Assert.Equal(one.OutOfFold, two.OutOfFold);
        Assert.Equal(one.Refit.ToString(), two.Refit.ToString());
        Assert.Equal(one.Curve, two.Curve);
        Assert.NotEqual(one.OutOfFold, other.OutOfFold);
    }

    [Fact]
    public void Validation_labels_do_not_reach_the_model_of_their_fold()
    {
        var data = TreeTables.Mixed(600, LearningTask.Regression);
        var folds = TreeTables.Folds(600, 3);
        var changed = data.Target.ToArray();
        foreach (var row in folds[1].Validation)
        {
            changed[row] += 100;
        }

        var options = new FitOptions { Settings = Settings.Default.With("trees", 20) };
        var before = Learner.CrossFit(data, folds, options);
        var after = Learner.CrossFit(data with { Target = changed }, folds, options);

        Assert.Equal(before.Models[1].Predict(data.All), after.Models[1].Predict(data.All));
        Assert.NotEqual(before.Models[0].Predict(data.All), after.Models[0].Predict(data.All));
    }

    [Fact]
    public void A_cancelled_fit_ends_with_the_standard_exception()
    {
        var data = TreeTables.Mixed(300, LearningTask.Binary);
        using var source = new CancellationTokenSource();
        source.Cancel();
        var options = new FitOptions { Cancellation = source.Token };

        Assert.ThrowsAny<OperationCanceledException>(() => Learner.Fit(data.All, options));
        Assert.ThrowsAny<OperationCanceledException>(() => Learner.CrossFit(data, TreeTables.Folds(300, 3), options));
    }

    [Fact]
    public void One_row_and_constant_features_still_give_a_model()
    {
        var data = TreeTables.Mixed(50, LearningTask.Regression);
        var model = Learner.Fit(new Sample(data, [4]), new FitOptions());

        Assert.Equal(data.Target.Span[4], model.Predict(new Sample(data, [9]))[0], 5);
    }

    [Fact]
    public void Says_which_system_library_is_missing()
    {
        Assert.Contains("apt-get install libgomp1", LightGbm.Missing("libgomp.so.1: cannot open shared object file"));
    }

    private static double[] Constant(Dataset data)
    {
        var constant = new double[data.RowCount * data.Outputs];
        for (var i = 0; i < constant.Length; i++)
        {
            constant[i] = data.Task == LearningTask.Multiclass ? data.Target.ToArray().Count(t => t == i % data.Outputs) / (double)data.RowCount : data.Target.ToArray().Average();
        }

        return constant;
    }

    // Mean squared error, or Brier's score.
    private static double Error(Sample rows, double[] predicted)
    {
        var sum = 0.0;
        var outputs = rows.Data.Outputs;
        var target = rows.Target();
        for (var i = 0; i < predicted.Length; i++)
        {
            var truth = target[i / outputs];
            var wanted = outputs == 1 ? truth : truth == i % outputs ? 1 : 0;
            sum += (predicted[i] - wanted) * (predicted[i] - wanted);
        }

        return sum;
    }
}

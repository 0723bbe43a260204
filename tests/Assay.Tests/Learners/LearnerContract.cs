using Assay.Data;
using Assay.Learners;

namespace Assay.Tests.Learners;

/// <summary>The checks every learner must pass on every task it does not refuse.</summary>
internal sealed class LearnerContract(Learner learner)
{
    private const int Rows = 160;
    private static readonly LearningTask[] Tasks = [LearningTask.Binary, LearningTask.Multiclass, LearningTask.Regression];

    /// <summary>A refusal is a sentence, and some table is taken.</summary>
    public void RefusesPolitely()
    {
        var refusals = Tasks.Select(t => learner.Refuses(Tables.Mixed(Rows, t))).ToArray();
        Assert.Contains(null, refusals);
        foreach (var refusal in refusals.OfType<string>())
        {
            Assert.Matches(@"^[A-Z].*\.$", refusal);
        }
    }

    /// <summary>The same seed gives the same bits twice.</summary>
    public void SameSeedSameAnswer() => Each((data, options) =>
        Assert.Equal(learner.Fit(data.All, options).Predict(data.All), learner.Fit(data.All, options).Predict(data.All)));

    /// <summary>Folds on one and on two threads give the same bits and choices.</summary>
    public void ThreadsDoNotMatter() => Each((data, options) =>
    {
        var one = learner.CrossFit(data, Tables.Folds(Rows, 4), options);
        var two = learner.CrossFit(data, Tables.Folds(Rows, 4), options with { Threads = 2 });
        Assert.Equal(one.OutOfFold, two.OutOfFold);
        Assert.Equal(one.Refit.ToString(), two.Refit.ToString());
        Assert.Equal(4, one.Models.Count);
    });

    /// <summary>Every prediction is finite; probabilities lie in [0, 1] and sum to 1. Each is what the fold's model says, also where rows are validated twice.</summary>
    public void PredictionsAreSound() => Each((data, options) =>
    {
        int[] halves = [.. Enumerable.Range(0, Rows / 2)];
        Fold[] folds = [.. Tables.Folds(Rows, 4), new([.. halves.Select(i => i + (Rows / 2))], halves) { Repeat = 1 }];
        var crossed = learner.CrossFit(data, folds, options);
        var expected = folds.SelectMany((fold, f) => crossed.Models[f].Predict(new Sample(data, fold.Validation))).ToArray();
        AssertSound(data, crossed.OutOfFold);
        Assert.Equal(expected.Length, crossed.OutOfFold.Length);
        Assert.All(expected.Zip(crossed.OutOfFold), p => Assert.Equal(p.First, p.Second, 9));
    });

    /// <summary>Neither cells nor rows nor labels change.</summary>
    public void LeavesItsInputAlone() => Each((data, options) =>
    {
        var rows = new Sample(data, [.. Enumerable.Range(0, Rows).Reverse()]);
        var before = Show(data) + string.Join(' ', rows.Rows);
        _ = learner.Fit(rows, options).Predict(rows);
        Assert.Equal(before, Show(data) + string.Join(' ', rows.Rows));
    });

    /// <summary>One training row, and rows of one class, give a model.</summary>
    public void SurvivesOneRowAndOneClass() => Each((data, options) =>
    {
        AssertSound(data, learner.Fit(new Sample(data, [7]), options).Predict(data.All));
        var first = data.Target.Span[0];
        int[] alike = [.. Enumerable.Range(0, Rows).Where(i => data.Target.Span[i] == first)];
        AssertSound(data, learner.Fit(new Sample(data, alike), options).Predict(data.All));
    });

    /// <summary>Levels never seen, missing cells everywhere and infinite numbers give sound predictions.</summary>
    public void SurvivesStrangeRows() => Each((data, options) =>
    {
        var model = learner.Fit(data.All, options);
        AssertSound(data, model.Predict(Strange(data).All));
    });

    /// <summary>Loading what was saved gives the same bits, also one row at a time.</summary>
    public void SavesAndLoads() => Each((data, options) =>
    {
        var model = learner.Fit(data.All, options);
        var files = new ModelFiles();
        model.Save(files);
        var loaded = learner.Load(files, data);
        var predicted = model.Predict(data.All);
        Assert.Equal(predicted, loaded.Predict(data.All));
        Assert.Equal(predicted[(5 * model.Outputs)..(6 * model.Outputs)], loaded.Predict(new Sample(data, [5])));
        Assert.Equal((learner.Name, data.Outputs, model.StepsPerRow), (loaded.Learner, loaded.Outputs, loaded.StepsPerRow));
        Assert.True(model.StepsPerRow > 0);
    });

    /// <summary>A cancelled fit ends with the standard exception.</summary>
    public void CanBeCancelled() => Each((data, options) =>
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        var cancelled = options with { Cancellation = source.Token };
        Assert.ThrowsAny<OperationCanceledException>(() => learner.Fit(data.All, cancelled));
        Assert.ThrowsAny<OperationCanceledException>(() => learner.CrossFit(data, Tables.Folds(Rows, 4), cancelled));
    });

    /// <summary>A place of the wrong length is a caller's bug, told with its numbers.</summary>
    public void RefusesWrongShapes() => Each((data, options) =>
    {
        var model = learner.Fit(data.All, options);
        Assert.Throws<ArgumentException>(() => model.Predict(data.All, new double[3]));
    });

    private void Each(Action<Dataset, FitOptions> check)
    {
        foreach (var task in Tasks)
        {
            var data = Tables.Mixed(Rows, task);
            if (learner.Refuses(data) is null)
            {
                check(data, new FitOptions { Seed = 5, Settings = SettingsFor(task) });
            }
        }
    }

    // What a learner cannot guess; quick members for the ensemble.
    private Settings SettingsFor(LearningTask task) => (learner.Name, task) switch
    {
        ("user-rule", LearningTask.Binary) => Settings.Default.With("rule", "size > 0.5 or colour = red => yes; else no"),
        ("user-rule", LearningTask.Multiclass) => Settings.Default.With("rule", "size > 0.5 => c; size is missing => b"),
        ("user-rule", _) => Settings.Default.With("rule", "size > 0.5 => 12; else 10"),
        ("greedy-ensemble", _) => Settings.Default.With("decision-tree", 1).With("one-rule", 1),
        _ => Settings.Default,
    };

    private static Dataset Strange(Dataset data) => data with
    {
        Columns = [.. data.Columns.Select<Column, Column>(c => c switch
        {
            NumberColumn n => new NumberColumn(n.Name, n.Kind, [.. Enumerable.Range(0, Rows).Select(i => (i % 4) switch { 0 => double.NaN, 1 => double.PositiveInfinity, 2 => -1e300, _ => n.Values[i] })]),
            CategoryColumn k => new CategoryColumn(k.Name, k.Kind, [.. Enumerable.Range(0, Rows).Select(i => i % 2 == 0 ? -1 : k.Levels.Count)], [.. k.Levels, "zzz never seen"]),
            TextColumn t => new TextColumn(t.Name, t.Kind, [.. Enumerable.Range(0, Rows).Select(i => (i % 3) switch { 0 => null, 1 => "", _ => "日本 never seen \0 ☃" })]),
            _ => c,
        })],
    };

    private static void AssertSound(Dataset data, double[] predicted)
    {
        Assert.DoesNotContain(predicted, p => !double.IsFinite(p));
        if (data.Task != LearningTask.Regression)
        {
            Assert.DoesNotContain(predicted, p => p is < 0 or > 1);
        }

        if (data.Task == LearningTask.Multiclass)
        {
            Assert.All(predicted.Chunk(data.Outputs), row => Assert.Equal(1, row.Sum(), 9));
        }
    }

    private static string Show(Dataset data) =>
        string.Join('|', data.Columns.Select(c => string.Join(' ', Enumerable.Range(0, c.Count).Select(c.Show)))) + string.Join(' ', data.Target.ToArray());
}

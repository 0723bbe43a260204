using System.Text.Json;
using Assay.Data;
using Assay.Development;
using Assay.Evaluation.Models;
using Assay.Metrics;
using Assay.Shared;
using Assay.Tracking;

namespace Assay.Tests.Development;

/// <summary>Whole development runs on the Adult set, cut to a size that keeps the suite quick.</summary>
public sealed class DevelopmentJobTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("assay-develop").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Ends_with_a_verdict_four_phases_and_a_tested_champion()
    {
        var outcome = Develop(Options());

        Assert.Equal(["before-ml", "simple", "optimised", "complex"], outcome.Phases.Select(p => p.Name));
        Assert.All(outcome.Phases, phase => Assert.Contains(phase.Candidates, c => c.Error is null));
        Assert.InRange(outcome.Champion.Test["roc-auc"].Value, 0.85, 0.96);
        Assert.True(outcome.Champion.GainOverBaseline!.Low > 0);
        Assert.StartsWith("Keep " + outcome.Champion.Name, outcome.Verdict, StringComparison.Ordinal);
        Assert.True(File.Exists(outcome.Report));
    }

    [Fact]
    public void Gives_the_same_outcome_for_the_same_seed_and_another_for_another()
    {
        var first = Develop(Options());
        var second = Develop(Options());
        var other = Develop(Options() with { Seed = 1 });

        Assert.Empty(OutcomeComparison.Differences(first, second));
        Assert.NotEmpty(OutcomeComparison.Differences(first, other));
    }

    [Fact]
    public void Predicts_from_the_model_folder_what_the_champion_predicted_bit_for_bit()
    {
        var outcome = Develop(Options());
        var packaged = PackagedModel.Load(outcome.Model);

        var (rows, predicted) = packaged.Predict(Table());
        var (_, again) = PackagedModel.Load(outcome.Model).Predict(Table());

        Assert.Equal(rows.RowCount, predicted.Length);
        Assert.Equal(predicted, again);
        Assert.All(predicted, p => Assert.InRange(p, 0, 1));
    }

    [Fact]
    public void Refuses_a_model_folder_in_which_one_byte_differs()
    {
        var outcome = Develop(Options());
        var file = Directory.EnumerateFiles(Path.Combine(outcome.Model, "model"), "*", SearchOption.AllDirectories).First();
        var content = File.ReadAllBytes(file);
        content[^1] ^= 1;
        File.WriteAllBytes(file, content);

        var refused = Assert.Throws<AssayException>(() => PackagedModel.Load(outcome.Model));

        Assert.Equal("model.file-broken", refused.Code);
    }

    [Fact]
    public void Resumes_an_interrupted_run_with_the_candidates_it_had_finished()
    {
        using var stop = new CancellationTokenSource();
        var finished = 0;
        var watcher = new Watcher(p => finished += p.Finished is null ? 0 : 1);
        var stopper = new Watcher(p =>
        {
            if (p.Finished is { Name: "decision-tree" })
            {
                stop.Cancel();
            }
        });
        Assert.ThrowsAny<OperationCanceledException>(() => Develop(Options() with { Cancellation = stop.Token, Progress = stopper }));

        var resumed = Develop(Options() with { Progress = watcher });
        var whole = Develop(Options() with { Fresh = true });

        Assert.Empty(OutcomeComparison.Differences(whole, resumed));
        using var workbench = Workbench.Open(folder);
        Assert.Equal(2, workbench.Store.List(new() { Limit = 10 }).Runs.Count);
        Assert.True(finished > 10);
    }

    [Theory]
    [InlineData("final fit of")]
    [InlineData("importance")]
    [InlineData("learning curve of")]
    public void Is_interrupted_by_the_user_even_when_the_search_is_over(string activity)
    {
        using var stop = new CancellationTokenSource();
        var stopper = new Watcher(p =>
        {
            if (p.Activity.StartsWith(activity, StringComparison.Ordinal))
            {
                stop.Cancel();
            }
        });

        var options = Options() with { Budget = TimeSpan.FromSeconds(20), Trials = 1 };
        Assert.Throws<OperationCanceledException>(() => Develop(options with { Cancellation = stop.Token, Progress = stopper }));

        using (var workbench = Workbench.Open(folder))
        {
            Assert.Equal(RunStatus.Interrupted, Assert.Single(workbench.Store.List(new() { Limit = 10 }).Runs).Status);
        }

        Assert.True(File.Exists(Develop(options).Report));
    }

    [Theory]
    [InlineData("wage > 10 => >50K", "usage.rule-column")]
    [InlineData("age > 40 => rich", "usage.rule")]
    [InlineData("age >", "usage.rule")]
    public void A_rule_that_cannot_be_used_ends_the_run_before_any_candidate(string rule, string code)
    {
        var tried = 0;
        var watcher = new Watcher(p => tried += p.Finished is null ? 0 : 1);

        var refused = Assert.Throws<AssayException>(() => Develop(Options() with { Rules = [rule], Progress = watcher }));

        Assert.StartsWith(code, refused.Code, StringComparison.Ordinal);
        Assert.Equal(0, tried);
    }

    [Theory]
    [InlineData("rmse", null, "usage.metric-task")]
    [InlineData("roc-auc", -1.0, "usage.margin")]
    [InlineData("roc-auc", 5.0, "usage.margin")]
    public void A_metric_of_another_task_and_a_senseless_margin_are_the_users_mistakes(string metric, double? margin, string code)
    {
        var refused = Assert.Throws<AssayException>(() => Develop(Options() with { Metric = Catalogue<Metric>.Find(metric), Margin = margin }));

        Assert.Equal(code, refused.Code);
    }

    [Fact]
    public void Another_positive_class_does_not_resume_the_interrupted_run()
    {
        using var stop = new CancellationTokenSource();
        var stopper = new Watcher(p =>
        {
            if (p.Finished is { Name: "decision-tree" })
            {
                stop.Cancel();
            }
        });
        Assert.ThrowsAny<OperationCanceledException>(() => Develop(Options() with { Cancellation = stop.Token, Progress = stopper }));

        using var workbench = Workbench.Open(folder);
        var turned = Dataset.Read(Table(), new ReadOptions { Target = "income", Positive = "<=50K" });
        var outcome = workbench.Develop(turned, Options() with { Budget = TimeSpan.FromSeconds(10), Trials = 1 }).Run();

        Assert.Equal(2, workbench.Store.List(new() { Limit = 10 }).Runs.Count);
        Assert.True(outcome.Champion.Test["roc-auc"].Value > 0.8);
    }

    [Fact]
    public void Answers_with_a_baseline_when_the_budget_is_spent_on_nothing_else()
    {
        var outcome = Develop(Options() with { Budget = TimeSpan.FromSeconds(5), Clock = new HurriedClock() });

        Assert.Equal("before-ml", outcome.Champion.Phase);
        Assert.True(outcome.Budget.CutByClock);
        Assert.NotEmpty(outcome.Budget.LeftOut);
        Assert.Contains(outcome.Budget.LeftOut, l => l.StartsWith("leak check", StringComparison.Ordinal));
        Assert.InRange(outcome.Champion.Test["roc-auc"].Value, 0.4, 0.6);
        // An interval by a formula takes no time worth counting; one that has to be drawn is what the clock ends.
        Assert.True(double.IsFinite(outcome.Champion.Test["roc-auc"].Low));
        Assert.Equal("bootstrap: no interval, the budget was used up", outcome.Champion.Test["log-loss"].Method);
    }

    [Fact]
    public void Keeps_the_given_test_fold_locked()
    {
        var numbers = Path.Combine(folder, "folds.txt");
        var table = Table();
        var rows = File.ReadLines(table).Count() - 1;
        File.WriteAllLines(numbers, Enumerable.Range(0, rows).Select(i => (i * 7 % 5).ToString(System.Globalization.CultureInfo.InvariantCulture)));

        var outcome = Develop(Options() with { TestFold = numbers + ":2" });

        Assert.Equal(Enumerable.Range(0, rows).Count(i => i * 7 % 5 == 2), outcome.Split.TestRows);
    }

    [Fact]
    public void Writes_the_documented_json()
    {
        var outcome = Develop(Options());
        using var json = JsonDocument.Parse(JsonSerializer.Serialize(outcome, JsonRules.Compact));
        var root = json.RootElement;

        Assert.Equal("binary", root.GetProperty("task").GetString());
        Assert.Equal("roc-auc", root.GetProperty("metric").GetString());
        Assert.Equal(0.002, root.GetProperty("margin").GetProperty("value").GetDouble());
        Assert.False(root.GetProperty("margin").GetProperty("relative").GetBoolean());
        Assert.False(root.GetProperty("dataset").GetProperty("columns")[0].GetProperty("distinctIsEstimate").GetBoolean());
        Assert.Equal(64, root.GetProperty("dataset").GetProperty("fingerprint").GetProperty("ordered").GetString()!.Length);
        Assert.Equal(JsonValueKind.Number, root.GetProperty("champion").GetProperty("test").GetProperty("roc-auc").GetProperty("low").ValueKind);
        var candidate = root.GetProperty("phases")[1].GetProperty("candidates")[0];
        foreach (var name in (string[])["name", "learner", "score", "foldScores", "fitSeconds", "predictMicrosecondsPerRow", "modelBytes"])
        {
            Assert.True(candidate.TryGetProperty(name, out _), name);
        }
    }

    private static DevelopOptions Options() => new() { Budget = TimeSpan.FromMinutes(10), Trials = 2, Threads = 2 };

    private Outcome Develop(DevelopOptions options)
    {
        using var workbench = Workbench.Open(folder);
        return workbench.Develop(Dataset.Read(Table(), "income"), options).Run();
    }

    private string Table()
    {
        var path = Path.Combine(folder, "adult.csv");
        if (!File.Exists(path))
        {
            using var source = new StreamReader(new System.IO.Compression.GZipStream(File.OpenRead(TestData.Adult), System.IO.Compression.CompressionMode.Decompress));
            File.WriteAllLines(path, Enumerable.Range(0, 1501).Select(_ => source.ReadLine()!));
        }

        return path;
    }

    private sealed class Watcher(Action<DevelopmentProgress> see) : IProgress<DevelopmentProgress>
    {
        public void Report(DevelopmentProgress value) => see(value);
    }

    // Time goes by ten thousand times as fast, so that the search's share is over before it starts.
    private sealed class HurriedClock : TimeProvider
    {
        public override long GetTimestamp() => base.GetTimestamp() * 10_000;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, dueTime > TimeSpan.Zero ? dueTime / 10_000 : dueTime, period);
    }
}

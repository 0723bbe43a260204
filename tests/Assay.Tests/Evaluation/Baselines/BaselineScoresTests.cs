using Assay.Data;
using Assay.Evaluation;
using Assay.Evaluation.Baselines;
using Assay.Metrics;
using Assay.Numerics;
using Assay.Statistics;

namespace Assay.Tests.Evaluation.Baselines;

public class BaselineScoresTests
{
    private static readonly BaselineOptions quick = new() { Bootstrap = new BootstrapOptions { Draws = 300, Seed = 7 } };

    [Fact]
    public void Is_what_one_works_out_by_hand()
    {
        // 6 of 10 positive: the majority is right on 6, the model on 9. Gain 0.3, skill (0.9 - 0.6) / (1 - 0.6).
        double[] truth = [1, 1, 1, 1, 1, 1, 0, 0, 0, 0];
        double[] predicted = [0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.1, 0.1, 0.1, 0.9];
        var score = Of(Table(truth), predicted, "accuracy")["majority"];
        Assert.Equal(0.6, score.Score.Value, 1e-12);
        Assert.Equal(0.3, score.Gain.Value, 1e-12);
        Assert.Equal(0.75, score.Skill.Value, 1e-12);
        Assert.True(score.Gain.Low <= 0.3 && score.Gain.High >= 0.3);
    }

    [Fact]
    public void For_a_loss_skill_is_the_share_of_the_loss_that_is_gone()
    {
        // Mean 2: squared errors 4, 1, 1, 4 (mean 2.5) against 1, 1, 1, 1.
        var data = Table([0, 1, 3, 4], LearningTask.Regression);
        var scores = Of(data, [1, 0, 4, 3], "mse");
        Assert.Equal(2.5, scores["mean"].Score.Value, 1e-12);
        Assert.Equal(1.5, scores["mean"].Gain.Value, 1e-12);
        Assert.Equal(0.6, scores["mean"].Skill.Value, 1e-12);
        Assert.Equal(1.5, Of(data, [1, 0, 4, 3], "mae")["median"].Score.Value, 1e-12);
    }

    [Fact]
    public void The_skill_of_R_squared_is_R_squared()
    {
        var data = Table([0, 1, 3, 4, 7, 2], LearningTask.Regression);
        double[] predicted = [1, 0, 4, 3, 6, 2];
        var expected = Catalogue<Metric>.Find("r2").Measure(new Scored(data.Target.Span, predicted, 1, [])).Value;
        Assert.Equal(expected, Of(data, predicted, "r2")["mean"].Skill.Value, 1e-12);
    }

    [Fact]
    public void A_baseline_is_as_good_as_itself()
    {
        var data = Noise(300);
        var scores = Of(data, [.. Enumerable.Repeat(data.Target.ToArray().Average(), 300)], "log-loss");
        Assert.Equal(0, scores["majority"].Gain.Value, 1e-12);
        Assert.Equal(0, scores["majority"].Skill.Value, 1e-12);
        Assert.InRange(Math.Abs(scores["majority"].Gain.Low) + Math.Abs(scores["majority"].Gain.High), 0, 1e-9);
    }

    // A rule judged on the rows it learnt from would look better than chance on pure noise.
    [Fact]
    public void Rules_are_judged_on_rows_they_did_not_see()
    {
        var areas = Enumerable.Range(0, 20).Select(seed => Of(Noise(200, (ulong)seed), new double[200], "roc-auc")).ToArray();
        Assert.InRange(areas.Average(a => a["one-rule"].Score.Value), 0.4, 0.54);
        Assert.InRange(areas.Average(a => a["stump"].Score.Value), 0.4, 0.54);
        Assert.All(areas, a => Assert.Equal(0.5, a["majority"].Score.Value, 1e-12));
    }

    [Fact]
    public void Units_stay_together_in_folds()
    {
        // The column names the unit and the label is the unit's: a rule that saw one row of a unit would know the others.
        var units = Enumerable.Range(0, 300).Select(i => i / 10).ToArray();
        var random = new SeededRandom(3);
        var labels = Enumerable.Range(0, 30).Select(_ => (double)random.Next(2)).ToArray();
        var data = Table([.. units.Select(u => labels[u])], column: new CategoryColumn("unit", ColumnKind.Category, units, [.. Enumerable.Range(0, 30).Select(i => $"u{i:00}")]));
        Assert.True(Of(data, new double[300], "roc-auc")["one-rule"].Score.Value > 0.95);
        var grouped = Of(data, new double[300], "roc-auc", quick with { Bootstrap = quick.Bootstrap with { Units = units } });
        Assert.InRange(grouped["one-rule"].Score.Value, 0, 0.6);
        Assert.Contains("units", grouped["one-rule"].Gain.Method);
    }

    [Fact]
    public void A_training_table_is_learnt_from_when_given()
    {
        var train = Table([1, 1, 1, 0]);
        var scores = Of(Table([0, 0, 1, 0]), new double[4], "log-loss", quick with { Train = train });
        Assert.Equal(-((3 * Math.Log(0.25)) + Math.Log(0.75)) / 4, scores["majority"].Score.Value, 1e-12);
        Assert.Contains("4 rows of", scores["majority"].Source);
        Assert.Equal("data.classes-differ", Assert.Throws<AssayException>(() => Of(Table([0, 1, 1, 0]), new double[4], "accuracy", quick with { Train = train with { Classes = ["yes", "no"] } })).Code);
    }

    [Fact]
    public void The_answers_of_people_are_a_baseline()
    {
        var data = Noise(60);
        var column = new NumberColumn("doctor", ColumnKind.Number, [.. data.Target.ToArray().Select(t => t == 1 ? 0.8 : 0.3)]);
        data = data with { Columns = [.. data.Columns, column], Schema = [.. data.Schema, new ColumnInfo("doctor", ColumnKind.Number, ColumnRole.Existing)] };
        var score = Of(data, new double[60], "roc-auc")["existing: doctor"];
        Assert.Equal(1, score.Score.Value);
        Assert.Equal(-0.5, score.Gain.Value, 1e-12);
        Assert.True(score.Gain.High < 0);
        Assert.Contains("perfect", score.Skill.Undefined);
    }

    [Fact]
    public void What_cannot_be_had_says_why()
    {
        var bare = Table([0, 1, 1, 0], columns: []);
        var scores = Of(bare, new double[4], "accuracy");
        Assert.True(double.IsNaN(scores["one-rule"].Score.Value));
        Assert.Contains("column", scores["one-rule"].Score.Undefined);
        Assert.Throws<ArgumentException>(() => BaselineScores.Of(new("m", bare, new double[4], PredictionKind.Label), Catalogue<Metric>.Find("log-loss"), quick));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Same_seed_same_bits_at_any_number_of_threads(int threads)
    {
        var data = Noise(200);
        var expected = Of(data, [.. data.Target.ToArray().Select(t => 0.3 + (0.4 * t))], "brier");
        var again = Of(data, [.. data.Target.ToArray().Select(t => 0.3 + (0.4 * t))], "brier", quick with { Bootstrap = quick.Bootstrap with { Threads = threads } });
        Assert.Equal(expected.OrderBy(e => e.Key), again.OrderBy(e => e.Key));
    }

    [Fact]
    public void Several_classes_have_baselines_too()
    {
        var data = Table([.. Enumerable.Range(0, 90).Select(i => (double)(i % 3))], LearningTask.Multiclass);
        var predicted = data.Target.ToArray().SelectMany(t => new[] { t == 0 ? 0.6 : 0.2, t == 1 ? 0.6 : 0.2, t == 2 ? 0.6 : 0.2 }).ToArray();
        var scores = Of(data, predicted, "log-loss");
        Assert.Equal(Math.Log(3), scores["majority"].Score.Value, 1e-9);
        Assert.All(scores.Values, s => Assert.True(s.Gain.Low > 0, s.Name));
    }

    private static Dictionary<string, BaselineScore> Of(Dataset data, double[] predicted, string metric, BaselineOptions? options = null) =>
        BaselineScores.Of(
            new Predictions("model", data, predicted, data.Task == LearningTask.Regression ? PredictionKind.Value : PredictionKind.Probability), Catalogue<Metric>.Find(metric), options ?? quick).ToDictionary(s => s.Name);

    private static Dataset Noise(int rows, ulong seed = 1)
    {
        var random = new SeededRandom(seed);
        Column[] columns = [.. Enumerable.Range(0, 5).Select(c => new NumberColumn($"n{c}", ColumnKind.Number, [.. Enumerable.Range(0, rows).Select(_ => random.NextNormal())]))];
        return Table([.. Enumerable.Range(0, rows).Select(_ => (double)random.Next(2))], columns: columns);
    }

    private static Dataset Table(double[] target, LearningTask task = LearningTask.Binary, Column? column = null, Column[]? columns = null) => Models.SmallTable.Of(
        task,
        task switch { LearningTask.Binary => ["no", "yes"], LearningTask.Multiclass => ["a", "b", "c"], _ => [] },
        target,
        columns ?? [column ?? new NumberColumn("n", ColumnKind.Number, [.. target.Select((_, i) => (double)(i * 7 % 11))])]);
}

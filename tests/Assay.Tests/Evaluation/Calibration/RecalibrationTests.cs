using Assay.Data;
using Assay.Evaluation;
using Assay.Evaluation.Calibration;
using Assay.Statistics;
using Assay.Tests.Learners;

namespace Assay.Tests.Evaluation.Calibration;

public class RecalibrationTests
{
    public static TheoryData<string> Ways => [.. Catalogue<Recalibrator>.All.Select(r => r.Name)];

    [Fact]
    public void There_are_four_ways() => Assert.Equal(["beta", "isotonic", "platt", "temperature"], Catalogue<Recalibrator>.All.Select(r => r.Name));

    [Theory]
    [MemberData(nameof(Ways))]
    public void Every_way_mends_an_overconfident_model_of_Adult_on_rows_it_did_not_learn_on(string way)
    {
        var found = Recalibration.Of(Subjects.Adult().Saying(Subjects.Sharpened(2.5)).Predictions, new BootstrapOptions());
        var trial = found.Trials.Single(t => t.Method == way);
        Assert.True(trial.LogLossGain.Low > 0);
        Assert.True(trial.BrierGain.Low > 0);
        Assert.InRange(trial.ErrorAfter, 0, found.ErrorBefore / 3);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void Every_way_gives_probabilities_also_of_ten_classes(string way)
    {
        var predictions = Subjects.Digits().Predictions;
        var fit = Catalogue<Recalibrator>.Find(way).Fit(predictions);
        Assert.All(fit.Apply(predictions.Predicted).Chunk(10), row =>
        {
            Assert.Equal(1, row.Sum(), 9);
            Assert.All(row, p => Assert.InRange(p, 0, 1));
        });
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void A_fit_survives_a_file(string way)
    {
        var predictions = Subjects.Adult().Predictions;
        var fit = Catalogue<Recalibrator>.Find(way).Fit(predictions);
        var back = System.Text.Json.JsonSerializer.Deserialize<RecalibrationFit>(System.Text.Json.JsonSerializer.Serialize(fit))!;
        Assert.Equal(fit.Apply(predictions.Predicted), back.Apply(predictions.Predicted));
    }

    [Fact]
    public void Temperature_finds_by_how_much_the_log_odds_were_stretched()
    {
        var fit = Catalogue<Recalibrator>.Find("temperature").Fit(Subjects.Adult().Predictions);
        var stretched = Catalogue<Recalibrator>.Find("temperature").Fit(Subjects.Adult().Saying(Subjects.Sharpened(2.5)).Predictions);
        Assert.Equal(2.5, stretched.Numbers["temperature"][0] / fit.Numbers["temperature"][0], 3);
    }

    [Fact]
    public void Scores_of_any_scale_become_probabilities()
    {
        var context = Subjects.Adult().Saying(p => (10 * p) - 3);
        var found = Recalibration.Of(context.Predictions with { Kind = PredictionKind.Score }, new BootstrapOptions());
        Assert.Equal(["isotonic", "platt"], found.Trials.Select(t => t.Method));
        Assert.Equal("isotonic", found.Best!.Method);
        Assert.All(found.Final!.Apply(context.Predictions.Predicted), p => Assert.InRange(p, 0, 1));
    }

    [Fact]
    public void One_class_alone_is_a_reason_and_no_number()
    {
        var data = Tables.Of(LearningTask.Binary, [.. Enumerable.Repeat(1.0, 20)]);
        var found = Recalibration.Of(new Predictions("x", data, [.. Enumerable.Range(1, 20).Select(i => i / 21.0)], PredictionKind.Probability), new BootstrapOptions());
        Assert.Contains("one class", found.Trials.Single(t => t.Method == "platt").Failure);
    }

    [Fact]
    public void Values_are_refused()
    {
        var data = Tables.Of(LearningTask.Regression, [1, 2, 3]);
        Assert.Equal("usage.no-classes", Assert.Throws<AssayException>(() => Recalibration.Of(new Predictions("x", data, [1, 2, 3], PredictionKind.Value), new BootstrapOptions())).Code);
    }
}

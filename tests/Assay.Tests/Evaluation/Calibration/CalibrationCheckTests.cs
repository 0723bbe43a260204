using Assay.Data;
using Assay.Evaluation;
using Assay.Evaluation.Calibration;
using Assay.Evaluation.Checks;
using Assay.Metrics;
using Assay.Numerics;
using Assay.Tests.Learners;

namespace Assay.Tests.Evaluation.Calibration;

public class CalibrationCheckTests
{
    private static readonly Check check = Catalogue<Check>.Find("calibration");

    [Fact]
    public void A_clean_model_of_Adult_passes_and_needs_no_mending()
    {
        var results = Run(Subjects.Adult());
        Assert.Equal(CheckStatus.Passed, results["all rows"].Status);
        Assert.Equal(CheckStatus.Passed, results["recalibration"].Status);
        Assert.Equal(CheckStatus.Passed, results["number of >50K"].Status);
        Assert.DoesNotContain(results.Values, r => r.Status == CheckStatus.Failed);
    }

    [Fact]
    public void An_overconfident_model_of_Adult_fails_and_recalibration_is_told_to_help()
    {
        var results = Run(Subjects.Adult().Saying(Subjects.Sharpened(2.5)));
        Assert.Equal(CheckStatus.Failed, results["all rows"].Status);
        Assert.Equal(CheckStatus.Failed, results["recalibration"].Status);
        Assert.True(results["recalibration"].Effect!.Low > 0.02);
    }

    [Fact]
    public void A_model_that_says_too_many_is_told_how_many_to_count_on()
    {
        var result = Run(Subjects.Adult().Saying(p => Math.Min(1, 1.2 * p)))["number of >50K"];
        Assert.Equal(CheckStatus.Failed, result.Status);
        Assert.InRange(result.Effect!.Value, 0.8, 0.9);
        Assert.Contains("for each 1,000 it says, count on 8", result.Sentence);
    }

    [Fact]
    public void A_fault_in_one_slice_alone_is_found_there()
    {
        var context = Subjects.Adult();
        var female = (CategoryColumn)context.Predictions.Data.Named("sex");
        var at = 0;
        var results = Run(context.Saying(p => female.Levels[female.Codes[at++]] == "Female" ? Math.Min(1, 1.8 * p) : p));
        Assert.Equal(CheckStatus.Failed, results["slices of sex"].Status);
        Assert.Contains("Female", results["slices of sex"].Sentence);
        Assert.Contains("Holm", results["slices of sex"].Correction);
    }

    [Fact]
    public void Ten_classes_are_judged_by_the_predicted_class_and_each_is_counted()
    {
        var results = Run(Subjects.Digits());
        Assert.NotEqual(CheckStatus.NotApplicable, results["all rows"].Status);
        Assert.Equal(10, results.Keys.Count(k => k.StartsWith("number of ", StringComparison.Ordinal)));
        Assert.DoesNotContain("number of ", results.Where(r => r.Value.Status == CheckStatus.Failed).Select(r => r.Key));
    }

    [Fact]
    public void Values_are_judged_by_their_total()
    {
        Assert.Equal(CheckStatus.Passed, Run(Subjects.Housing())["total of median_house_value"].Status);
        Assert.Equal(CheckStatus.Failed, Run(Subjects.Housing().Saying(v => 1.2 * v))["total of median_house_value"].Status);
    }

    [Fact]
    public void Rows_that_belong_together_widen_the_interval()
    {
        var context = Subjects.Adult();
        var units = Enumerable.Range(0, context.Predictions.Count).Select(i => i / 50).ToArray();
        var (alone, together) = (Run(context)["number of >50K"], Run(context with { Units = units })["number of >50K"]);
        Assert.Equal(alone.Effect!.Value, together.Effect!.Value, 12);
        Assert.Contains("over units", together.Method);
    }

    [Theory]
    [InlineData(PredictionKind.Label)]
    [InlineData(PredictionKind.Score)]
    public void Labels_and_scores_have_nothing_to_calibrate_and_it_says_why(PredictionKind kind)
    {
        var context = Subjects.Of(Tables.Of(LearningTask.Binary, [0, 1, 0, 1]), [0, 1, 1, 1], kind);
        var result = Assert.Single(check.Run(context, CheckSettings.None("calibration")));
        Assert.Equal(CheckStatus.NotApplicable, result.Status);
        Assert.NotNull(check.Choose(context).NotApplicable);
    }

    [Fact]
    public void Threads_do_not_change_a_bit()
    {
        var context = Subjects.Adult();
        Assert.Equal(
            System.Text.Json.JsonSerializer.Serialize(Curve(context with { Threads = 1 }), JsonRules.Compact),
            System.Text.Json.JsonSerializer.Serialize(Curve(context with { Threads = 2 }), JsonRules.Compact));
        static CheckCurve Curve(CheckContext context) => Run(context)["all rows"].Curves[0];
    }

    [Fact]
    public void A_perfectly_calibrated_curve_lies_in_its_band_as_often_as_it_should()
    {
        var (inside, points) = (0, 0);
        for (var set = 0; set < 40; set++)
        {
            var context = Perfect(set, 1500);
            foreach (var series in Run(context)["all rows"].Curves[0].Series)
            {
                points += series.Points.Count;
                inside += series.Points.Zip(series.Band).Count(p => p.First.Up.Value >= p.Second.Low - 1e-12 && p.First.Up.Value <= p.Second.High + 1e-12);
            }
        }

        Assert.InRange((double)inside / points, 0.92, 0.98);
    }

    [Fact]
    public void The_debiased_gap_is_never_called_broken_when_every_probability_is_right()
    {
        var failed = Enumerable.Range(100, 60).Count(set => Run(Perfect(set, 800))["all rows"].Status == CheckStatus.Failed);
        Assert.InRange(failed, 0, 2);
    }

    [Fact]
    public void The_expected_calibration_error_stands_beside_what_chance_alone_makes()
    {
        var context = Perfect(7, 2000);
        var curve = Curve(context);
        Assert.InRange(curve.WidthError / curve.ExpectedWidthError, 0.5, 1.8);
        Assert.Equal(new CalibrationError().Measure(new Scored(context.Predictions.Data.Target.Span, context.Predictions.Predicted, 1, [])).Value, curve.WidthError, 12);
    }

    [Fact]
    public void Both_decompositions_add_up()
    {
        var context = Subjects.Adult();
        var (truth, said) = (context.Predictions.Data.Target.ToArray(), context.Predictions.Predicted);
        foreach (var metric in new MeanLoss[] { new BrierScore(), new LogLoss() })
        {
            var parts = ScoreDecomposition.Isotonic(metric, said, truth, Assay.Evaluation.Rows.RowDesign.Of(context));
            Assert.Equal(metric.Measure(new Scored(truth, said, 1, [])).Value, parts.Miscalibration - parts.Discrimination + parts.Uncertainty, 12);
            Assert.True(parts.Miscalibration >= 0 && parts.Discrimination >= 0);
        }
    }

    [Fact]
    public void Murphy_s_parts_worked_by_hand()
    {
        // Bins 0.2 (0 of 2) and 0.8 (1 of 2): reliability (0.04 + 0.09) / 2, resolution (1/16), uncertainty 3/16.
        var table = CalibrationTable.Width(new Scored([0, 0, 1, 0], [0.2, 0.2, 0.8, 0.8], 1, []), 10);
        var parts = ScoreDecomposition.Murphy(table, 0.19);
        Assert.Equal(0.065, parts.Miscalibration, 12);
        Assert.Equal(1.0 / 16, parts.Discrimination, 12);
        Assert.Equal(3.0 / 16, parts.Uncertainty, 12);
    }

    [Fact]
    public void A_few_expected_events_that_did_not_happen_prove_nothing()
    {
        // One expected of 100 rows: none happens with chance exp(-1); the upper limit is -ln(0.025) = 3.689 events.
        double[] said = [.. Enumerable.Repeat(0.01, 100)];
        var counts = EventCounts.Of(said, new double[100], new Assay.Evaluation.Rows.RowDesign([], [], 0.95));
        Assert.Equal(3.689, counts.Ratio.High, 3);
        Assert.Equal(2 * Math.Exp(-1), counts.P, 12);
        Assert.Equal(0, counts.Ratio.Low);
        Assert.True(double.IsNaN(EventCounts.Of(said, new double[100], new Assay.Evaluation.Rows.RowDesign([], [.. Enumerable.Range(0, 100).Select(i => i / 2)], 0.95)).Ratio.High));
    }

    [Fact]
    public void Rows_of_one_unit_leave_no_half_to_judge_a_recalibration_on()
    {
        var context = Subjects.Adult();
        var units = new int[context.Predictions.Count];
        Assert.Equal(CheckStatus.NotApplicable, Run(context with { Units = units })["recalibration"].Status);
        Assert.Equal("data.one-unit", Assert.Throws<AssayException>(() => Recalibration.Of(context.Predictions, new Assay.Statistics.BootstrapOptions { Units = units })).Code);
    }

    private static ReliabilityCurve Curve(CheckContext context) => ReliabilityCurve.Of(
        context.Predictions.Predicted, context.Predictions.Data.Target.ToArray(), MassBins.Of(context.Predictions.Predicted, 15), (Assay.Evaluation.Rows.RowDesign.Of(context), context.Bootstrap("calibration")));

    private static CheckContext Perfect(int set, int rows)
    {
        var random = SeededRandom.For(11, "perfect", set);
        double[] said = [.. Enumerable.Range(0, rows).Select(_ => random.NextDouble())];
        return Subjects.Of(Tables.Of(LearningTask.Binary, [.. said.Select(p => random.NextDouble() < p ? 1.0 : 0.0)], Tables.Numbers("said", said)), said);
    }

    private static Dictionary<string, CheckResult> Run(CheckContext context) => check.Run(context, CheckSettings.None("calibration")).ToDictionary(r => r.Subject);
}

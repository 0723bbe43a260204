using Assay.Data;
using Assay.Evaluation;
using Assay.Evaluation.Checks;
using Assay.Evaluation.Confidence;
using Assay.Evaluation.Rows;
using Assay.Numerics;
using Assay.Tests.Learners;
using CsCheck;
using Check = Assay.Evaluation.Checks.Check;

namespace Assay.Tests.Evaluation.Confidence;

public class ConfidenceCheckTests
{
    private static readonly Check check = Catalogue<Check>.Find("confidence");

    [Fact]
    public void A_clean_model_of_Adult_keeps_every_promise()
    {
        var results = Run(Subjects.Adult());
        Assert.All(
            new[] { "order by confidence", "confidence for 95 % right", "answers above 80 %", "answers above 90 %", "least-ambiguous sets", "adaptive sets" },
            subject => Assert.Equal(CheckStatus.Passed, results[subject].Status));
        Assert.Contains("guarantee", results["confidence for 95 % right"].Sentence);
    }

    [Fact]
    public void An_overconfident_model_of_Adult_breaks_the_number_it_shows()
    {
        var results = Run(Subjects.Adult().Saying(Subjects.Sharpened(10)));
        Assert.Equal(CheckStatus.Failed, results["answers above 90 %"].Status);
        Assert.Contains("do not show the number", results["answers above 90 %"].Sentence);
    }

    [Fact]
    public void A_model_that_is_sure_where_it_is_wrong_fails_by_its_order()
    {
        var context = Subjects.Adult();
        var truth = context.Predictions.Data.Target.ToArray();
        var at = 0;
        var results = Run(context.Saying(p => (p >= 0.5 ? 1 : 0) == truth[at++] ? (p >= 0.5 ? 0.6 : 0.4) : (p >= 0.5 ? 0.9 : 0.1)));
        Assert.Equal(CheckStatus.Failed, results["order by confidence"].Status);
    }

    [Fact]
    public void Coverage_that_misses_a_group_is_found_there_and_calibrating_in_each_group_mends_it()
    {
        var context = Subjects.Adult();
        var sex = (CategoryColumn)context.Predictions.Data.Named("sex");
        var at = 0;
        var random = new SeededRandom(4);
        var result = Run(context.Saying(p => sex.Levels[sex.Codes[at++]] == "Female" && random.Next(3) == 0 ? 1 - p : p))["coverage in slices of sex"];
        Assert.Equal(CheckStatus.Failed, result.Status);
        Assert.Contains("Female", result.Sentence);
        double Share(int cell) => double.Parse(result.Table!.Rows[0][cell].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange(Share(2), 50, 86);
        Assert.InRange(Share(3), 88, 92);
    }

    [Fact]
    public void Later_rows_that_changed_break_the_coverage_calibrated_on_earlier_ones()
    {
        var housing = Subjects.Housing();
        var data = housing.Predictions.Data;
        var time = Tables.Numbers("day", [.. Enumerable.Range(0, data.RowCount).Select(i => (double)i)]);
        var late = data.Target.ToArray().Select((t, i) => i > data.RowCount / 2 ? 1.6 * t : t).ToArray();
        var changed = housing with { Predictions = housing.Predictions with { Data = data.And(time, ColumnRole.Time) with { Target = late } } };
        Assert.Equal(CheckStatus.Failed, Run(changed)["residual intervals"].Status);
        Assert.All(new[] { "residual intervals", "normalised-residual intervals" }, subject => Assert.InRange(Run(housing)[subject].Effect!.Value, 0.88, 0.92));
    }

    [Fact]
    public void Limits_somebody_predicted_are_moved_until_they_hold()
    {
        var housing = Subjects.Housing();
        double[] said = housing.Predictions.Predicted;
        var data = housing.Predictions.Data
            .And(Tables.Numbers("low", [.. said.Select(p => 0.95 * p)]), ColumnRole.Dropped)
            .And(Tables.Numbers("high", [.. said.Select(p => 1.05 * p)]), ColumnRole.Dropped);
        var results = check.Run(
            housing with { Predictions = housing.Predictions with { Data = data } },
            CheckSettings.None("confidence").With("low-column", "low").With("high-column", "high"));
        Assert.Equal(CheckStatus.Passed, results.Single(r => r.Subject == "quantile-limits intervals").Status);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Weighted_and_grouped_rows_are_covered_as_often_as_promised(bool grouped)
    {
        var (seen, all) = (0.0, 0.0);
        for (var split = 0; split < 1000; split++)
        {
            var random = SeededRandom.For(11, "weighted splits", split);
            // Heavy rows (or the rows of a group) have the larger scores, so that counting rows alike promises too much.
            double[] weights = [.. Enumerable.Range(0, 200).Select(i => i % 2 == 0 ? 1.0 : 3)];
            int[] units = grouped ? [.. Enumerable.Range(0, 200).Select(i => i / 4)] : [];
            double[] shift = [.. Enumerable.Range(0, 50).Select(_ => random.NextNormal())];
            double[] scores = [.. weights.Select((w, i) => (w * Math.Abs(random.NextNormal())) + (grouped ? 2 * shift[i / 4] : 0))];
            var conformal = new ConformalScores(scores, (_, _) => 0);
            var everyone = new Strata("all rows", new int[200], ["all rows"]);
            int[] calibration = [.. Enumerable.Range(0, 100)];
            int[] judged = [.. Enumerable.Range(100, 100)];
            var covered = conformal.Covered(judged, everyone, conformal.Thresholds(calibration, everyone, 0.9, new RowDesign(weights, units, 0.95)));
            seen += judged.Sum(r => weights[r] * covered[r - 100]);
            all += judged.Sum(r => weights[r]);
        }

        Assert.InRange(seen / all, 0.895, grouped ? 0.94 : 0.925);
    }

    [Fact]
    public void A_unit_that_is_most_of_the_rows_can_promise_nothing() => Assert.Equal(
        double.PositiveInfinity,
        new ConformalScores([1, 2, 3, 4], (_, _) => 0).Thresholds([0, 1, 2, 3], new Strata("", new int[4], [""]), 0.9, new RowDesign([], [7, 7, 7, 8], 0.95))[0]);

    [Fact]
    public void Equally_sure_rows_come_together_whatever_their_order_in_the_file()
    {
        double[] confidence = [.. Enumerable.Range(0, 200).Select(i => i < 50 ? 0.9 : 0.6)];
        double[] right = [.. Enumerable.Range(0, 200).Select(i => i % 3 == 0 ? 0.0 : 1)];
        CheckCurve Curve(int[] order) => RiskCoverage.Of(Array.ConvertAll(order, r => confidence[r]), Array.ConvertAll(order, r => right[r]), new RowDesign([], [], 0.95), new Assay.Statistics.BootstrapOptions { Draws = 99 }).Curve;
        int[] asIs = [.. Enumerable.Range(0, 200)];
        var points = Curve(asIs).Series[0].Points;
        Assert.Equal([0.25, 1], points.Select(p => p.Across));
        Assert.Equal(points, Curve([.. asIs.Reverse()]).Series[0].Points);
    }

    [Fact]
    public void Ten_classes_are_judged_too() => Assert.Equal(CheckStatus.Passed, Run(Subjects.Digits())["adaptive sets"].Status);

    [Fact]
    public void The_guarantee_is_kept_in_ninety_five_of_a_hundred_data_sets()
    {
        var broken = 0;
        const int Sets = 400;
        for (var set = 0; set < Sets; set++)
        {
            // The accuracy of an answer with confidence c is c: from 0.9 on it is 0.95.
            var random = SeededRandom.For(5, "sets", set);
            double[] confidence = [.. Enumerable.Range(0, 3000).Select(_ => 0.5 + (random.NextDouble() / 2))];
            double[] right = [.. confidence.Select(c => random.NextDouble() < c ? 1.0 : 0.0)];
            var threshold = ConfidenceThreshold.For(confidence, right, (0.95, 2), new RowDesign([], [], 0.95));
            broken += threshold < 0.9 ? 1 : 0;
            Assert.True(double.IsNaN(threshold) || threshold > 0.85);
        }

        Assert.InRange(broken, 0, 0.05 * Sets);
    }

    [Fact]
    public void The_threshold_is_found_when_the_model_is_good_enough()
    {
        double[] confidence = [.. Enumerable.Range(0, 2000).Select(i => 0.5 + (i / 4000.0))];
        double[] right = [.. confidence.Select(c => c >= 0.7 ? 1.0 : 0.0)];
        Assert.Equal(0.69, ConfidenceThreshold.For(confidence, right, (0.95, 2), new RowDesign([], [], 0.95)), 2);
        Assert.True(double.IsNaN(ConfidenceThreshold.For(confidence, Array.ConvertAll(right, _ => 0.0), (0.95, 2), new RowDesign([], [], 0.95))));
    }

    [Theory]
    [InlineData("least-ambiguous")]
    [InlineData("adaptive")]
    public void Sets_hold_the_truth_as_promised_overall_and_in_every_group_over_300_splits(string method)
    {
        var context = Subjects.Adult();
        var rows = JudgedRows.Of(context);
        var scores = Catalogue<ConformalMethod>.Find(method).Score(new ConformalRows(rows, [], []), [], new SeededRandom(1));
        var groups = Strata.By(context.Predictions.Data.Named("sex"))!;
        var (sums, counts) = (new double[2], new double[2]);
        for (var split = 0; split < 300; split++)
        {
            var order = Enumerable.Range(0, rows.Count).ToArray();
            SeededRandom.For(2, "splits", split).Shuffle<int>(order);
            var (calibration, judged) = (order[..(rows.Count / 2)], order[(rows.Count / 2)..]);
            var covered = scores.Covered(judged, groups, scores.Thresholds(calibration, groups, 0.9, new RowDesign([], [], 0.95)));
            for (var i = 0; i < judged.Length; i++)
            {
                sums[groups.Of[judged[i]]] += covered[i];
                counts[groups.Of[judged[i]]]++;
            }
        }

        Assert.All(sums.Zip(counts, (s, c) => s / c), share => Assert.InRange(share, 0.89, 0.91));
    }

    [Fact]
    public void Larger_thresholds_give_larger_sets_and_hold_more() => (from seed in Gen.ULong from low in Gen.Double[0, 0.5] from more in Gen.Double[0, 0.5] select (seed, low, more)).Sample(t =>
    {
        var random = new SeededRandom(t.seed);
        double[] said = [.. Enumerable.Range(0, 20).Select(_ => random.NextDouble())];
        var rows = new ConformalRows(new JudgedRows([.. said.Select(p => p > 0.5 ? 1.0 : 0.0)], said, 1, new RowDesign([], [], 0.95)), [], []);
        foreach (var method in Catalogue<ConformalMethod>.All.Where(m => m.Supports(LearningTask.Binary, false)))
        {
            var scores = method.Score(rows, [], new SeededRandom(t.seed));
            Assert.All(Enumerable.Range(0, 20), row => Assert.True(scores.Size(row, t.low) <= scores.Size(row, t.low + t.more)));
        }
    });

    [Fact]
    public void The_area_of_three_rows_worked_by_hand()
    {
        // Risks 0, 1/2, 1/3: area 5/18; all rows 1/3.
        var curve = RiskCoverage.Of([0.9, 0.8, 0.7], [1, 0, 1], new RowDesign([], [], 0.95), new Assay.Statistics.BootstrapOptions { Draws = 50 });
        Assert.Equal(5.0 / 18, curve.Area.Value, 12);
        Assert.Equal((1.0 / 3) - (5.0 / 18), curve.Saved.Value, 12);
    }

    [Theory]
    [InlineData(new[] { 1.0, 1, 0, 0 })]
    [InlineData(new[] { 0.0, 0, 1, 1 })]
    public void Rows_as_sure_as_each_other_are_worth_chance_whatever_their_order(double[] right)
    {
        var curve = RiskCoverage.Of([0.9, 0.9, 0.9, 0.9], right, new RowDesign([], [], 0.95), new Assay.Statistics.BootstrapOptions { Draws = 50 });
        Assert.Equal(0, curve.Saved.Value, 12);
        Assert.Equal(0.5, curve.Area.Value, 12);
    }

    [Theory]
    [InlineData("confidence")]
    [InlineData("decision")]
    public void Rows_of_one_unit_have_no_other_half_and_it_says_so(string name)
    {
        var context = Subjects.Adult();
        var result = Assert.Single(Catalogue<Check>.Find(name).Run(context with { Units = new int[context.Predictions.Count] }, CheckSettings.None(name)));
        Assert.Equal(CheckStatus.NotApplicable, result.Status);
        Assert.Contains("one unit", result.Sentence);
    }

    [Fact]
    public void A_confidence_that_is_none_is_refused() => Assert.Equal(
        "suite.setting-wrong",
        Assert.Throws<AssayException>(() => check.Run(Subjects.Adult(), CheckSettings.None("confidence").With("show-above", new[] { 0.8, 90 }))).Code);

    private static Dictionary<string, CheckResult> Run(CheckContext context) => check.Run(context, CheckSettings.None("confidence")).ToDictionary(r => r.Subject);
}

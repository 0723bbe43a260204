using System.Globalization;
using Assay.Data;
using Assay.Evaluation;
using Assay.Evaluation.Behaviour;
using Assay.Evaluation.Checks;
using Assay.Evaluation.Perturbations;
using Assay.Metrics;
using Assay.Numerics;
using Assay.Statistics;
using Assay.Tests.Learners;

namespace Assay.Tests.Evaluation.Behaviour;

/// <summary>The pieces of the behaviour checks, with models whose formula is known.</summary>
public class BehaviourTests
{
    [Fact]
    public void The_loss_is_that_of_the_metric_on_the_damaged_rows()
    {
        var data = Contexts.Table(200, LearningTask.Binary);
        var context = Contexts.Of(data, LearntModel.Of("decision-tree", data), new BrierScore());
        var result = Assert.Single(Run(context, CheckSettings.None("perturbation").With("perturbations", "mixed-up-levels").With("doses", new[] { 0.3, 0.9 }).With("dose", 0.9)));
        var input = new PerturbationInput { Rows = data, Dose = 0.9, Seed = SeededRandom.Derive(context.Seed, "check perturbation") };
        var damaged = context.Model!.Predict(Catalogue<Perturbation>.Find("mixed-up-levels").Apply(input).All, CancellationToken.None);
        var (plain, after) = (Brier(context.Predictions.Predicted), Brier(damaged));
        Assert.Equal((after - plain) / plain, result.Effect!.Value, 12);
        Assert.InRange(result.Effect.Value, result.Effect.Low, result.Effect.High);

        double Brier(double[] predicted) => new BrierScore().Measure(new Scored(data.Target.Span, predicted, 1, [])).Value;
    }

    [Theory]
    [InlineData("typos", 0.05, "5 % of words")]
    [InlineData("image-shift", 1, "1 pixel")]
    [InlineData("image-shift", 2, "2 pixels")]
    [InlineData("gaussian-noise", 0.5, "0.5 standard deviations of the column")]
    public void Doses_are_said_as_people_say_them(string name, double dose, string said) => Assert.Equal(said, Catalogue<Perturbation>.Find(name).Dosed(dose));

    [Fact]
    public void A_dose_that_changes_no_row_is_no_pass()
    {
        var data = Tables.Of(LearningTask.Binary, [.. Enumerable.Range(0, 60).Select(i => i % 2.0)], Tables.Texts("note", [.. Enumerable.Range(0, 60).Select(i => i % 2 == 0 ? "plain words" : "other words")]));
        var context = Contexts.Of(data, new FormulaModel(cell => [cell("note") == "other words" ? 1 : 0], PredictionKind.Probability));
        var results = Run(context, CheckSettings.None("perturbation").With("perturbations", new[] { "contractions", "text-case" }));
        Assert.Equal([CheckStatus.NotApplicable, CheckStatus.Failed], results.Select(r => r.Status));
        Assert.Contains(" of them changed; ", results[1].Method, StringComparison.Ordinal);
    }

    [Fact]
    public void Cells_of_many_digits_are_shown_with_those_that_tell_them_apart()
    {
        CellChange Change(double from, double to) => Shrinking.Change(Tables.Numbers("x", from), Tables.Numbers("x", to), 0);
        Assert.Equal(new("x", "16", "10.9688"), Change(16, 10.96883538226512));
        Assert.Equal(new("x", "0.3", "0.30000000000000004"), Change(0.3, 0.1 + 0.2));
        Assert.Equal(new("x", "1234567890", "1234567891"), Change(1234567890, 1234567891));
    }

    [Fact]
    public void The_limit_is_passed_between_two_doses_by_a_straight_line()
    {
        DosePoint Point(double dose, double loss) => new(dose, [], 0, new Interval(loss, loss, loss, ""));
        DoseCurve Curve(double limit, params DosePoint[] points) => new(Catalogue<Perturbation>.All[0], points, points[0]) { Limit = limit, Measure = "", Relative = false };
        Assert.Equal(0.15, Curve(0.02, Point(0.1, 0.01), Point(0.2, 0.03)).Tipping!.Value, 12);
        Assert.Equal(0.05, Curve(0.02, Point(0.1, 0.04)).Tipping!.Value, 12);
        Assert.Null(Curve(0.02, Point(0.1, 0.01), Point(0.2, 0.02)).Tipping);
        Assert.Equal(0.25, Curve(0.02, Point(0.1, -0.01), Point(0.2, double.NaN), Point(0.4, 0.05)).Tipping!.Value, 12);
    }

    [Fact]
    public void A_change_of_many_columns_shrinks_to_the_two_that_are_needed_together()
    {
        Column[] columns = [.. Enumerable.Range(0, 6).Select(c => Tables.Numbers($"c{c}", 0, 0, 0))];
        var data = Tables.Of(LearningTask.Regression, [0, 0, 0], columns);
        var context = Contexts.Of(data, new FormulaModel(cell => [cell("c1") == "1" && cell("c4") == "1" ? 1 : 0], PredictionKind.Value));
        var rows = TestedRows.Draw(context, CheckSettings.None("invariance"));
        var changed = data with { Columns = [.. columns.Select(c => Tables.Numbers(c.Name, 1, 1, 1)), data.Columns[^1]] };
        var shrunk = Shrinking.FewestColumns(rows, changed, [0, 2], (_, after) => after[0] == 1);
        Assert.All(shrunk, s => Assert.Equal(["c1", "c4"], Shrinking.Differences(data.Taking([0]), s.Row, 0).Select(c => c.Column)));
        Assert.All(shrunk, s => Assert.Equal([1.0], s.After));
    }

    [Fact]
    public void The_smallest_share_is_found_by_halving()
    {
        double[] needed = [0.3, 0.001, 1];
        var found = Shrinking.SmallestShare(3, shares => [.. shares.Select((s, i) => s >= needed[i])]);
        Assert.All(found.Zip(needed), p => Assert.InRange(p.First, p.Second, p.Second + (1 / 1024.0)));
    }

    [Fact]
    public void A_table_of_tables_has_the_names_of_all()
    {
        var one = Tables.Of(LearningTask.Regression, [1, 2], Tables.Names("x", "b", null), Tables.Texts("t", "p", null), Tables.Numbers("n", 1, double.NaN));
        var other = Tables.Of(LearningTask.Regression, [3], Tables.Names("x", "a"), Tables.Texts("t", "q"), Tables.Numbers("n", 3));
        var stacked = StackedTables.Of([one, other, one]);
        Assert.Equal(["x=b", "x=", "x=a", "x=b", "x=", "t=p", "t=", "t=q", "t=p", "t=", "n=1", "n=", "n=3", "n=1", "n="], Contexts.Cells(stacked)[..15]);
        Assert.Equal([1.0, 2, 3, 1, 2], stacked.Target.ToArray());
    }

    [Theory]
    [InlineData(LearningTask.Regression)]
    [InlineData(LearningTask.Multiclass)]
    public void A_model_that_knows_units_passes_and_one_that_does_not_fails(LearningTask task)
    {
        var data = Tables.Of(task, [.. Enumerable.Range(0, 120).Select(i => (double)(i % 3))], Tables.Numbers("height", [.. Enumerable.Range(0, 120).Select(i => 100.0 + i)]), Tables.Names("unit", [.. Enumerable.Range(0, 120).Select(i => i % 4 == 0 ? "in" : "cm")]));
        var units = new List<object> { new Dictionary<string, object> { ["column"] = "height", ["unit"] = "unit", ["from"] = "cm", ["to"] = "in", ["factor"] = "0.5" } };
        var settings = new CheckSettings("invariance", new Dictionary<string, object> { ["columns"] = new List<object>(), ["orders"] = "none", ["units"] = units });
        double[] Answer(double height) => task == LearningTask.Regression ? [height / 100] : height > 120 ? [0.8, 0.1, 0.1] : [0.1, 0.8, 0.1];
        double Number(string? text) => double.Parse(text!, CultureInfo.InvariantCulture);
        var knows = Assert.Single(Run(Contexts.Of(data, new FormulaModel(cell => Answer(Number(cell("height")) * (cell("unit") == "in" ? 2 : 1)))), settings));
        Assert.Equal((CheckStatus.Passed, 90), (knows.Status, knows.Rows));
        var fails = Assert.Single(Run(Contexts.Of(data, new FormulaModel(cell => Answer(Number(cell("height"))))), settings));
        Assert.Equal(CheckStatus.Failed, fails.Status);
        Assert.Equal(["height", "unit"], fails.Examples[0].Changes.Select(c => c.Column));
    }

    [Fact]
    public void A_value_may_move_by_a_share_of_the_targets_deviation_and_no_more()
    {
        var data = Tables.Of(LearningTask.Regression, [.. Enumerable.Range(0, 100).Select(i => (double)i)], Tables.Names("sex", [.. Enumerable.Range(0, 100).Select(i => i % 2 == 0 ? "f" : "m")]));
        // The deviation is 29.01, a twentieth of it 1.4506.
        var settings = CheckSettings.None("invariance").With("columns", "sex").With("orders", "none");
        Assert.Equal(CheckStatus.Passed, Run(Contexts.Of(data, new FormulaModel(c => [c("sex") == "f" ? 1.45 : 0])), settings)[0].Status);
        Assert.Equal(CheckStatus.Failed, Run(Contexts.Of(data, new FormulaModel(c => [c("sex") == "f" ? 1.46 : 0])), settings)[0].Status);
    }

    [Fact]
    public void Rows_of_one_unit_count_once()
    {
        var data = Contexts.Table(120, LearningTask.Binary);
        var context = Contexts.Of(data, LearntModel.Of("decision-tree", data)) with { Units = [.. Enumerable.Range(0, 120).Select(r => r / 4)] };
        var result = Run(context, CheckSettings.None("invariance").With("columns", "sex").With("orders", "none"))[0];
        Assert.Equal(30, result.Rows);
        Assert.Contains("one of every unit", result.Method);
    }

    [Fact]
    public void A_sweep_of_a_regression_is_held_against_the_targets_deviation()
    {
        var data = Contexts.Table(150, LearningTask.Regression);
        double Grade(Func<string, string?> cell) => double.Parse(cell("grade")!, CultureInfo.InvariantCulture);
        var settings = CheckSettings.None("directional").With("expectations", "grade up => prediction up");
        Assert.Equal(CheckStatus.Passed, Run(Contexts.Of(data, new FormulaModel(c => [Grade(c)])), settings)[0].Status);
        Assert.Equal(CheckStatus.Failed, Run(Contexts.Of(data, new FormulaModel(_ => [3])), settings)[0].Status);
        var dip = Run(Contexts.Of(data, new FormulaModel(c => [Grade(c) == 3 ? -40 : Grade(c)])), settings)[0];
        Assert.Equal(CheckStatus.Failed, dip.Status);
        Assert.Equal(("2", "3"), (dip.Examples[0].Changes[^1].From, dip.Examples[0].Changes[^1].To));
        Assert.Equal("prediction", dip.Curves[0].Up);
    }

    [Fact]
    public void A_grid_finds_what_happens_at_another_value_of_the_second_column_only()
    {
        var data = Contexts.Table(150, LearningTask.Binary);
        double Grade(Func<string, string?> cell) => double.Parse(cell("grade")!, CultureInfo.InvariantCulture);
        var model = new FormulaModel(c => [c("place") == "west" ? 0.9 - (0.1 * Grade(c)) : 0.1 * Grade(c)]);
        var result = Run(Contexts.Of(data, model), CheckSettings.None("directional").With("expectations", "grade up at any place => probability of yes not down"))[0];
        Assert.Equal((CheckStatus.Failed, 1.0), (result.Status, result.Effect!.Value));
        var alone = Run(Contexts.Of(data, model), CheckSettings.None("directional").With("expectations", "grade up => probability of yes not down"))[0];
        Assert.InRange(alone.Effect!.Value, 0.1, 0.5);
    }

    [Fact]
    public void Groups_that_do_not_differ_are_seldom_said_to()
    {
        var found = 0;
        for (var run = 0; run < 200; run++)
        {
            var random = SeededRandom.For(77, "null groups", run);
            var data = Tables.Of(LearningTask.Binary, [.. Enumerable.Range(0, 400).Select(_ => (double)random.Next(2))], Tables.Names("race", [.. Enumerable.Range(0, 400).Select(_ => "abc"[random.Next(3)].ToString())]));
            double[] predicted = [.. Enumerable.Range(0, 400).Select(_ => random.NextDouble())];
            var context = new CheckContext { Predictions = new Predictions("random", data, predicted, PredictionKind.Probability), Metric = new Accuracy() };
            var results = Run(context, CheckSettings.None("fairness").With("limit", 0));
            found += results.Any(r => r.Status == CheckStatus.Failed || r.AdjustedP < 0.05) ? 1 : 0;
        }

        // 5 % of 200 runs are 10; the bound on correlated tests is looser than that, so more than 18 (a chance under 1 %) would be a fault.
        Assert.InRange(found, 0, 18);
    }

    [Fact]
    public void Numbers_are_grouped_in_four_bands()
    {
        var groups = Groups.In(Tables.Numbers("age", [.. Enumerable.Range(20, 80).Select(i => (double)i), double.NaN]), 10);
        Assert.Equal(["40 to under 60", "60 to under 80", "80 and more", "under 40"], groups.Names.Order(StringComparer.Ordinal));
        Assert.Equal(-1, groups.Of[^1]);
    }

    [Theory]
    [InlineData("sex", true, true)]
    [InlineData("applicantGender", true, true)]
    [InlineData("native_country", true, true)]
    [InlineData("home_zip_code", true, true)]
    [InlineData("last_name", true, false)]
    [InlineData("age", false, true)]
    [InlineData("date_of_birth", false, true)]
    [InlineData("marital_status", false, true)]
    [InlineData("housing_median_age", false, false)]
    [InlineData("product_name", false, false)]
    [InlineData("essex_region", false, false)]
    [InlineData("income", false, false)]
    public void Names_suggest_what_an_answer_should_not_depend_on(string name, bool irrelevant, bool compared)
    {
        var data = Tables.Of(LearningTask.Regression, [1], Tables.Numbers(name, 1));
        Assert.Equal(irrelevant, ProtectedNames.Irrelevant(data).Count == 1);
        Assert.Equal(compared, ProtectedNames.Compared(data).Count == 1);
    }

    [Theory]
    [InlineData("perturbation", "perturbations", "gausian-noise", "suite.perturbation-unknown")]
    [InlineData("perturbation", "columns", "amout", "suite.column-missing")]
    [InlineData("invariance", "columns", "seks", "suite.column-missing")]
    [InlineData("invariance", "orders", "row-ordr", "suite.setting-wrong")]
    [InlineData("fairness", "favourable", "yess", "suite.class-unknown")]
    [InlineData("directional", "expectations", "amuont up => probability of yes up", "suite.column-missing")]
    [InlineData("directional", "expectations", "amount up => probability of yess up", "suite.class-unknown")]
    [InlineData("directional", "expectations", "place up => probability of yes up", "suite.value-wrong")]
    [InlineData("directional", "expectations", "amount = much => probability of yes up", "suite.value-wrong")]
    public void A_mistake_in_a_suite_is_named_with_what_to_do(string check, string setting, string value, string code)
    {
        var data = Contexts.Table(60, LearningTask.Binary);
        var context = Contexts.Of(data, LearntModel.Of("decision-tree", data));
        Assert.Equal(code, Assert.Throws<AssayException>(() => Run(context, CheckSettings.None(check).With(setting, value))).Code);
    }

    private static IReadOnlyList<CheckResult> Run(CheckContext context, CheckSettings settings) => Catalogue<Check>.Find(settings.Check).Run(context, settings);
}

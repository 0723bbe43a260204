using Assay.Data;
using Assay.Evaluation;
using Assay.Evaluation.Checks;
using Assay.Evaluation.Importance;
using Assay.Evaluation.Models;
using Assay.Metrics;
using Assay.Statistics;
using Assay.Tests.Learners;
using Check = Assay.Evaluation.Checks.Check;

namespace Assay.Tests.Evaluation.Importance;

public class ImportanceCheckTests
{
    private static readonly Check check = Catalogue<Check>.Find("importance");

    [Fact]
    public void A_clean_model_of_Adult_lives_on_its_columns_and_not_on_race()
    {
        var results = Run(Subjects.Adult(), "race");
        Assert.Equal(CheckStatus.Passed, results["all columns"].Status);
        Assert.Equal(CheckStatus.Passed, results["race"].Status);
        Assert.Contains("capital_gain", results["all columns"].Table!.Rows.Take(4).Select(r => r[0]));
    }

    [Fact]
    public void A_model_that_uses_sex_is_found()
    {
        using var unfair = new Bent(Subjects.Adult().Model!, (data, row, p) => ((CategoryColumn)data.Named("sex")).Show(row) == "Female" ? 0.3 * p : p);
        var result = Run(With(Subjects.Adult(), unfair), "sex")["sex"];
        Assert.Equal(CheckStatus.Failed, result.Status);
        Assert.Contains("must not matter but does", result.Sentence);
    }

    [Fact]
    public void Every_prediction_is_that_of_the_whole_table_with_the_column_shuffled()
    {
        var (context, metric, options) = (Subjects.Adult(), new RocAuc(), new PermutationOptions { Repeats = 2, Seed = 5, Cancellation = TestContext.Current.CancellationToken });
        var data = context.Predictions.Data;
        int[] rows = [.. Enumerable.Range(0, 600)];
        var found = PermutationImportance.Of(context.Model!, new Sample(data, rows), metric, options);
        double Score(double[] predicted) => metric.Measure(new Scored(new Sample(data, rows).Target(), predicted, 1, [])).Value;
        var whole = Score(context.Model!.Predict(new Sample(data, rows), TestContext.Current.CancellationToken));
        Assert.All(data.Features, column =>
        {
            double[] losses = [.. SpreadShuffles.Of(column, rows, options).Select(order =>
                whole - Score(context.Model.Predict(new Sample(data.Replacing(column.Picking(rows, order)), rows), TestContext.Current.CancellationToken)))];
            Assert.Equal(losses.Average(), found.Single(f => f.Column == column.Name).Loss.Value, 12);
        });
    }

    [Fact]
    public void Each_shuffle_holds_every_row_once_and_together_they_are_spread_over_the_values()
    {
        var column = Tables.Numbers("x", [.. Enumerable.Range(0, 99).Select(i => (double)((i * 37) % 99))]);
        int[] rows = [.. Enumerable.Range(0, 99)];
        var orders = SpreadShuffles.Of(column, rows, new PermutationOptions { Seed = 3 });
        Assert.Equal(3, orders.Length);
        Assert.All(orders, order => Assert.Equal(rows, order.Order()));
        Assert.All(rows, row => Assert.Equal([0, 1, 2], orders.Select(o => (int)(column.Values[o[row]] / 33)).Order()));
    }

    [Fact]
    public void All_columns_and_shuffles_take_two_calls_and_fewer_rows_than_one_by_one()
    {
        using var counted = new Bent(Subjects.Adult().Model!, (_, _, p) => p);
        var data = Subjects.Adult().Predictions.Data;
        PermutationImportance.Of(counted, new Sample(data, [.. Enumerable.Range(0, 1000)]), new RocAuc(), new PermutationOptions());
        Assert.Equal(2, counted.Calls);
        Assert.InRange(counted.Rows, 1000, 1000 + (3 * 1000 * data.Features.Count * 0.6));
    }

    [Fact]
    public void A_column_the_model_does_not_look_at_costs_exactly_nothing()
    {
        var data = Tables.Of(LearningTask.Regression, [.. Enumerable.Range(0, 200).Select(i => (double)i)], Tables.Numbers("used", [.. Enumerable.Range(0, 200).Select(i => (double)i)]), Tables.Numbers("not", [.. Enumerable.Range(0, 200).Select(i => (double)(i % 7))]));
        using var model = new Copy();
        var found = PermutationImportance.Of(model, data.All, new MeanAbsoluteError(), new PermutationOptions { Draws = 50 });
        Assert.Equal("used", found[0].Column);
        Assert.Equal((0.0, 0.0, 0.0), (found[1].Loss.Value, found[1].Loss.Low, found[1].Loss.High));
    }

    // One shuffled column among many is judged at a level no hundred draws reach by counting.
    [Fact]
    public void Limits_at_a_high_level_lie_further_out_than_any_draw()
    {
        var context = Subjects.Adult();
        var rows = new Sample(context.Predictions.Data, [.. Enumerable.Range(0, 400)]);
        Interval Age(double level) => PermutationImportance.Of(context.Model!, rows, new RocAuc(), new PermutationOptions { Draws = 100, Level = level }).Single(i => i.Column == "age").Loss;
        var (plain, far) = (Age(0.95), Age(0.9999));
        Assert.Equal(plain.Value, far.Value);
        Assert.Equal(3.8906 / 1.96, (far.High - far.Low) / (plain.High - plain.Low), 3);
        Assert.Equal(0.9999, far.Level);
    }

    [Fact]
    public void A_column_that_only_misleads_the_model_is_found()
    {
        // Nearly everybody with such a gain earns more, and this model says the opposite of exactly those.
        using var misled = new Bent(Subjects.Adult().Model!, (data, row, p) => ((NumberColumn)data.Named("capital_gain")).Values[row] > 5000 ? 0 : p);
        var result = Run(With(Subjects.Adult(), misled))["all columns"];
        Assert.Equal(CheckStatus.Failed, result.Status);
        Assert.StartsWith("Without capital_gain the model would be better", result.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Ten_classes_and_values_are_judged_too()
    {
        Assert.Equal(CheckStatus.Passed, Run(Subjects.Housing())["all columns"].Status);
        Assert.NotEqual(CheckStatus.NotApplicable, Run(Subjects.Digits())["all columns"].Status);
    }

    [Fact]
    public void A_file_of_predictions_cannot_be_asked_again_and_it_says_so() =>
        Assert.Contains("only a file", Run(Subjects.Adult() with { Model = null })["all rows"].Sentence);

    private static CheckContext With(CheckContext context, EvaluatedModel model) =>
        context with { Model = model, Predictions = context.Predictions with { Predicted = model.Predict(context.Predictions.Data.All, TestContext.Current.CancellationToken) } };

    private static Dictionary<string, CheckResult> Run(CheckContext context, params string[] mustNot) =>
        check.Run(context, CheckSettings.None("importance").With("must-not-matter", mustNot)).ToDictionary(r => r.Subject);

    private sealed class Bent(EvaluatedModel model, Func<Dataset, int, double, double> bend) : EvaluatedModel
    {
        public override string Name => "bent";

        public int Calls { get; private set; }

        public int Rows { get; private set; }

        public override double[] Predict(Sample rows, CancellationToken cancellation)
        {
            (Calls, Rows) = (Calls + 1, Rows + rows.Count);
            return [.. model.Predict(rows, cancellation).Select((p, i) => bend(rows.Data, rows.Rows[i], p))];
        }
    }

    private sealed class Copy : EvaluatedModel
    {
        public override string Name => "copy";

        public override double[] Predict(Sample rows, CancellationToken cancellation) => Array.ConvertAll(rows.Rows, r => ((NumberColumn)rows.Data.Named("used")).Values[r]);
    }
}

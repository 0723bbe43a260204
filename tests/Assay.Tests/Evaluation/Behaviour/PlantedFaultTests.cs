using Assay.Data;
using Assay.Evaluation;
using Assay.Evaluation.Checks;
using Assay.Evaluation.Models;
using Assay.Metrics;
using Assay.Tests.Learners;

namespace Assay.Tests.Evaluation.Behaviour;

/// <summary>Faults planted in models of UCI Adult are found, and clean models pass.</summary>
public class PlantedFaultTests
{
    private static readonly Lazy<Dataset> adult = new(() =>
    {
        var all = Dataset.Read(TestData.Adult, "income");
        return all.Taking([.. Enumerable.Range(0, all.RowCount).Where(r => r % 4 == 0)]);
    });

    // Every column that gives gender away, however little.
    private static Dataset Blind => adult.Value.Without(["sex", "relationship", "marital_status"], "Gives gender away.");

    [Fact]
    public void A_model_that_uses_gender_is_found_and_one_without_the_column_passes()
    {
        var settings = CheckSettings.None("invariance").With("columns", new[] { "sex" }).With("orders", "none");
        // The rule answers by the column and nothing else: no fault is plainer.
        var found = Assert.Single(Run(LearntModel.Of("user-rule", adult.Value, ("rule", "sex = Male and education_num > 9 => >50K; else <=50K")), settings));
        Assert.Equal(CheckStatus.Failed, found.Status);
        Assert.True(found.Effect!.Low > 0.3);
        Assert.Equal("sex", Assert.Single(found.Examples[0].Changes).Column);
        var clean = Assert.Single(Run(LearntModel.Of("logistic-regression", Blind), settings));
        Assert.Equal((CheckStatus.Passed, 0.0), (clean.Status, clean.Effect!.Value));
        Assert.Equal(2000, clean.Rows);
    }

    [Fact]
    public void Gender_hidden_behind_another_column_is_found_when_both_are_exchanged()
    {
        var swap = new List<object> { new Dictionary<string, object> { ["sex"] = "Male <-> Female", ["relationship"] = "Husband <-> Wife" } };
        var settings = new CheckSettings("invariance", new Dictionary<string, object> { ["columns"] = new List<object>(), ["orders"] = "none", ["swaps"] = swap });
        var model = LearntModel.Of("user-rule", adult.Value, ("rule", "relationship = Husband => >50K; else <=50K"));
        var found = Assert.Single(Run(model, settings));
        Assert.Equal(CheckStatus.Failed, found.Status);
        // Shrunk to the one column that does it.
        Assert.Equal("relationship", Assert.Single(found.Examples[0].Changes).Column);
    }

    [Fact]
    public void A_guessed_column_is_said_to_be_guessed()
    {
        var results = Run(LearntModel.Of("logistic-regression", Blind), CheckSettings.None("invariance").With("orders", "none"));
        Assert.Equal(["other values of race", "other values of sex", "other values of native_country"], results.Select(r => r.Subject));
        Assert.All(results, r => Assert.Contains("guessed from its name", r.Method));
    }

    [Fact]
    public void The_order_of_rows_and_columns_matters_to_a_model_that_looks_at_the_row_before()
    {
        var settings = CheckSettings.None("invariance").With("columns", "sex");
        var clean = Run(LearntModel.Of("boosted-trees", Blind), settings);
        Assert.All(clean, r => Assert.Equal(CheckStatus.Passed, r.Status));
        Assert.Contains(clean, r => r.Subject == "rows in another order");
        var fault = Run(new NeighbourModel(), settings).Single(r => r.Subject == "rows in another order");
        Assert.Equal(CheckStatus.Failed, fault.Status);
    }

    [Fact]
    public void A_gap_by_gender_is_found_and_a_model_without_the_column_has_no_counterfactual_gap()
    {
        var settings = CheckSettings.None("fairness").With("columns", "sex").With("favourable", ">50K");
        var biased = Run(LearntModel.Of("user-rule", adult.Value, ("rule", "sex = Male and education_num > 9 => >50K; else <=50K")), settings);
        Assert.Equal(CheckStatus.Failed, biased.Single(r => r.Subject.StartsWith("sex: the same rows", StringComparison.Ordinal)).Status);
        var selection = biased.Single(r => r.Subject == "sex: selection rate");
        Assert.Equal(CheckStatus.Failed, selection.Status);
        Assert.True(selection.AdjustedP < 1e-6);
        Assert.Contains("the truth itself differs by", selection.Sentence);
        var clean = Run(LearntModel.Of("logistic-regression", Blind), settings);
        var counterfactual = clean.Single(r => r.Subject.StartsWith("sex: the same rows", StringComparison.Ordinal));
        Assert.Equal((CheckStatus.Passed, 0.0), (counterfactual.Status, counterfactual.Effect!.Value));
    }

    [Fact]
    public void Equal_groups_pass_every_observed_gap()
    {
        // The same people twice, once under each name: there is nothing to find.
        var data = adult.Value;
        int[] rows = [.. Enumerable.Range(0, 2000).SelectMany(r => new[] { r, r, r, r })];
        var twice = data.Taking(rows);
        var side = new CategoryColumn("gender", ColumnKind.Category, [.. rows.Select((_, i) => i % 4 / 2)], ["one", "other"]);
        twice = twice with { Columns = [.. twice.Columns, side], Schema = [.. twice.Schema, new ColumnInfo("gender", ColumnKind.Category, ColumnRole.Feature)] };
        var results = Run(LearntModel.Of("logistic-regression", Blind), CheckSettings.None("fairness").With("columns", "gender"), twice);
        Assert.All(results, r => Assert.Equal(CheckStatus.Passed, r.Status));
        Assert.All(results, r => Assert.Equal(0, r.Effect!.Value, 12));
    }

    [Fact]
    public void A_model_that_is_not_monotone_is_found_with_the_smallest_step_that_shows_it_and_a_linear_one_passes()
    {
        var settings = CheckSettings.None("directional").With("expectations", new[] { "education_num up => probability of >50K not down", "hours_per_week up at any sex => probability of >50K not down" });
        var broken = LearntModel.Of("user-rule", adult.Value, ("rule", "education_num = 14 => <=50K; education_num > 9 => >50K; hours_per_week > 50 => <=50K; hours_per_week > 30 => >50K; else <=50K"));
        var found = Run(broken, settings);
        Assert.All(found, r => Assert.Equal(CheckStatus.Failed, r.Status));
        var step = found[0].Examples[0].Changes.Single(c => c.Column == "education_num");
        Assert.Equal(("13", "14"), (step.From, step.To));
        // A rule that only steps up is monotone by construction.
        var clean = Run(LearntModel.Of("user-rule", adult.Value, ("rule", "education_num > 12 => 0.7; education_num > 8 => 0.3; else 0.1")), settings);
        Assert.All(clean, r => Assert.Equal((CheckStatus.Passed, 0.0), (r.Status, r.Effect!.Value)));
    }

    [Fact]
    public void Steps_and_values_are_shrunk_to_what_breaks()
    {
        var model = LearntModel.Of("user-rule", adult.Value, ("rule", "hours_per_week > 60 => 0.1; education_num > 9 => 0.6; else 0.3"));
        var settings = CheckSettings.None("directional").With("expectations", new[] { "age up by 10 and hours_per_week up by 40 => probability of >50K not down", "education from HS-grad to Masters => probability of >50K not down" });
        var results = Run(model, settings);
        var change = Assert.Single(results[0].Examples[0].Changes);
        Assert.Equal("hours_per_week", change.Column);
        Assert.InRange(double.Parse(change.To!, System.Globalization.CultureInfo.InvariantCulture), 60, 61.1);
        Assert.Equal(CheckStatus.Passed, results[1].Status);
    }

    [Fact]
    public void A_model_that_hangs_on_one_number_is_fragile_to_noise_and_one_that_ignores_it_is_not()
    {
        var settings = CheckSettings.None("perturbation").With("perturbations", new[] { "gaussian-noise", "category-typos" });
        // Ages one year apart get opposite answers: any noise turns them round.
        var stripes = string.Join("; ", Enumerable.Range(17, 74).Select(a => $"age <= {a} => {(a % 2 == 0 ? ">50K" : "<=50K")}"));
        var truth = adult.Value.Named("age") is NumberColumn age ? age.Values.ToArray() : [];
        var striped = adult.Value with { Target = truth.Select(a => a % 2 == 0 ? (double)adult.Value.Classes.ToList().IndexOf(">50K") : adult.Value.Classes.ToList().IndexOf("<=50K")).ToArray() };
        var found = Run(LearntModel.Of("user-rule", striped, ("rule", stripes + "; else <=50K")), settings, striped);
        Assert.Equal(CheckStatus.Failed, found[0].Status);
        Assert.Equal(CheckStatus.Passed, found[1].Status);
        Assert.Equal("age", Assert.Single(found[0].Examples[0].Changes).Column);
        var clean = Run(LearntModel.Of("user-rule", adult.Value, ("rule", "capital_gain > 5000 => >50K; else <=50K")), settings);
        Assert.All(clean, r => Assert.Equal(CheckStatus.Passed, r.Status));
    }

    [Fact]
    public void A_model_fragile_to_typos_in_names_is_found_with_the_dose_at_which_the_loss_passes_the_limit()
    {
        var settings = CheckSettings.None("perturbation").With("perturbations", "category-typos").With("dose", 0.2).With("limit", 0.02);
        var found = Assert.Single(Run(LearntModel.Of("user-rule", adult.Value, ("rule", "marital_status in (Never-married, Divorced, Separated, Widowed) => <=50K; education in (HS-grad, \"11th\", \"10th\", \"9th\", \"7th-8th\", \"12th\") => <=50K; else >50K")), settings));
        Assert.Equal(CheckStatus.Failed, found.Status);
        Assert.Matches("at 20 % of cells, and 0.02 is accepted; the limit is passed at about [0-9.]+ % of cells", found.Sentence);
        Assert.Equal(6, Assert.Single(found.Curves).Series[0].Points.Count);
        Assert.True(Assert.Single(found.Curves).Series[0].Points.Select(p => p.Up.Value).SequenceEqual(found.Curves[0].Series[0].Points.Select(p => p.Up.Value).Order()));
    }

    [Fact]
    public void Hand_written_cases_hold_or_do_not_and_few_cases_prove_little()
    {
        static Dictionary<string, object> Case(string expect, string age, string? baseRow = null)
        {
            var map = new Dictionary<string, object> { ["cells"] = new Dictionary<string, object> { ["age"] = age, ["capital_gain"] = "0" }, ["expect"] = expect };
            if (baseRow is not null)
            {
                map["base"] = baseRow;
            }

            return map;
        }

        var limit = new Dictionary<string, object> { ["name"] = "a child", ["cells"] = new Dictionary<string, object> { ["age"] = "5" }, ["of"] = ">50K", ["at-most"] = "0.2" };
        var settings = new CheckSettings("minimum-functionality", new Dictionary<string, object> { ["cases"] = new List<object> { Case("<=50K", "17"), Case(">50K", "17", "12"), limit } });
        var results = Run(LearntModel.Of("logistic-regression", adult.Value), settings);
        Assert.Equal([CheckStatus.Passed, CheckStatus.Failed, CheckStatus.Passed], results.Take(3).Select(r => r.Status));
        Assert.Equal("a child", results[2].Subject);
        Assert.Equal((CheckStatus.CannotTell, 1.0 / 3), (results[3].Status, results[3].Effect!.Value));
        Assert.Equal("age", results[1].Examples[0].Changes[0].Column);
    }

    [Fact]
    public void Eighty_cases_that_hold_prove_a_small_failure_rate_and_a_model_blind_to_them_fails_the_rest()
    {
        var cases = Enumerable.Range(0, 80).Select(i => (object)new Dictionary<string, object>
        {
            ["cells"] = new Dictionary<string, object> { ["age"] = $"{17 + (i % 8)}", ["capital_gain"] = "0", ["education_num"] = $"{1 + (i / 8)}" },
            ["of"] = ">50K",
            ["at-most"] = "0.5",
        }).ToList();
        var settings = new CheckSettings("minimum-functionality", new Dictionary<string, object> { ["cases"] = cases });
        var clean = Run(LearntModel.Of("logistic-regression", adult.Value), settings);
        Assert.All(clean, r => Assert.Equal(CheckStatus.Passed, r.Status));
        Assert.Equal((80, 0.0), (clean[^1].Rows, clean[^1].Effect!.Value));
        Assert.True(clean[^1].Effect!.High < 0.05);
        var blind = Run(LearntModel.Of("user-rule", adult.Value, ("rule", "education_num > 1 => >50K; else <=50K")), settings);
        Assert.Equal((CheckStatus.Failed, 0.9), (blind[^1].Status, Math.Round(blind[^1].Effect!.Value, 3)));
    }

    [Fact]
    public void A_case_may_speak_of_a_level_called_None()
    {
        var data = Contexts.Table(60, LearningTask.Binary).And(Tables.Names("plan", [.. Enumerable.Range(0, 60).Select(i => i % 2 == 0 ? "None" : "Gold")]), ColumnRole.Feature);
        var model = new FormulaModel(cell => [cell("plan") == "None" ? 1 : 0], PredictionKind.Probability);
        var written = new Dictionary<string, object> { ["cells"] = new Dictionary<string, object> { ["plan"] = "None" }, ["expect"] = "yes" };
        var settings = new CheckSettings("minimum-functionality", new Dictionary<string, object> { ["cases"] = new List<object> { written } });
        Assert.Equal(CheckStatus.Passed, Catalogue<Check>.Find("minimum-functionality").Run(Contexts.Of(data, model), settings)[0].Status);
    }

    [Fact]
    public void Many_perturbations_take_few_calls()
    {
        var model = LearntModel.Of("decision-tree", Blind);
        var context = Contexts.Of(Contexts.Odd(adult.Value), model, new Accuracy());
        var calls = model.Calls;
        var settings = CheckSettings.None("perturbation").With("rows", 200);
        var results = Catalogue<Check>.Find("perturbation").Run(context, settings);
        Assert.True(results.Count >= 25, $"{results.Count} perturbations");
        // 200 rows x some 140 doses, 50,000 rows a call, and the few that shrink examples of those that fail.
        Assert.True(model.Calls - calls < 3 + (20 * results.Count(r => r.Status != CheckStatus.Passed)), $"{model.Calls - calls} calls");
    }

    [Fact]
    public void Digits_that_are_moved_by_two_pixels_are_not_known_again_by_their_neighbours_but_a_little_noise_does_no_harm()
    {
        var data = Dataset.Read(TestData.Larger("tabular/optdigits.csv.gz"), new ReadOptions { Target = "digit", Task = LearningTask.Multiclass });
        var model = LearntModel.Of("k-nearest-neighbours", data);
        var settings = CheckSettings.None("perturbation").With("perturbations", new[] { "image-noise", "image-shift" }).With("rows", 500);
        var context = Contexts.Of(Contexts.Odd(data), model, new Accuracy());
        var results = Catalogue<Check>.Find("perturbation").Run(context, settings.With("limit", 0.05));
        Assert.Equal(CheckStatus.Passed, results[0].Status);
        Assert.True(results[1].Curves[0].Series[0].Points[^1].Up.Low > 0.2, results[1].Sentence);
    }

    [Fact]
    public void House_prices_by_a_rule_that_dips_are_found_and_prices_that_only_rise_pass()
    {
        var data = Dataset.Read(TestData.Larger("tabular/california_housing.csv.gz"), "median_house_value");
        var settings = CheckSettings.None("directional").With("expectations", "median_income up => prediction not down");
        var dips = Run(LearntModel.Of("user-rule", data, ("rule", "median_income > 6 => 150000; median_income > 3 => 250000; else 120000")), settings, data)[0];
        Assert.Equal(CheckStatus.Failed, dips.Status);
        var step = Assert.Single(dips.Examples[0].Changes);
        Assert.True(double.Parse(step.From!, System.Globalization.CultureInfo.InvariantCulture) <= 6 && double.Parse(step.To!, System.Globalization.CultureInfo.InvariantCulture) > 6);
        Assert.Equal(CheckStatus.Passed, Run(LearntModel.Of("user-rule", data, ("rule", "median_income > 6 => 350000; median_income > 3 => 250000; else 120000")), settings, data)[0].Status);
        // A tree on raw numbers pays for a mixed-up unit; a constant never does.
        var unit = CheckSettings.None("perturbation").With("perturbations", new[] { "unit-change", "shuffled-column" });
        Assert.All(Run(LearntModel.Of("decision-tree", data), unit, data), r => Assert.Equal(CheckStatus.Failed, r.Status));
        Assert.All(Run(LearntModel.Of("zero-rule", data), unit, data), r => Assert.Equal((CheckStatus.Passed, 0.0), (r.Status, r.Effect!.Value)));
    }

    [Fact]
    public void A_filter_that_reads_words_hangs_on_their_letters()
    {
        var data = Dataset.Read(TestData.Larger("tabular/sms_spam.csv.gz"), new ReadOptions { Target = "label", Positive = "spam", Text = ["message"] });
        var model = LearntModel.Of("user-rule", data, ("rule", "message contains free => spam; message contains txt => spam; message contains claim => spam; message contains www => spam; else ham"));
        var context = Contexts.Of(Contexts.Odd(data), model, new BalancedAccuracy());
        var results = Catalogue<Check>.Find("perturbation").Run(context, CheckSettings.None("perturbation").With("perturbations", new[] { "confusables", "punctuation-removed" }).With("dose", 0.5));
        Assert.Equal(CheckStatus.Failed, results[0].Status);
        Assert.Equal(CheckStatus.Passed, results[1].Status);
        var change = Assert.Single(results[0].Examples[0].Changes);
        Assert.Equal("message", change.Column);
    }

    private static IReadOnlyList<CheckResult> Run(EvaluatedModel model, CheckSettings settings, Dataset? data = null) =>
        Catalogue<Check>.Find(settings.Check).Run(Contexts.Of(Contexts.Odd(data ?? adult.Value), model, data is { Task: LearningTask.Regression } ? null : new Accuracy()), settings);

    /// <summary>A model with a memory: half of every answer is that of the row before.</summary>
    private sealed class NeighbourModel : EvaluatedModel
    {
        public override string Name => "neighbour";

        public override double[] Predict(Sample rows, CancellationToken cancellation)
        {
            var ages = ((NumberColumn)rows.Data.Named("age")).Values.ToArray();
            return [.. rows.Rows.Select((r, i) => (ages[r] + (i > 0 ? ages[rows.Rows[i - 1]] : 0)) / 200)];
        }
    }
}

using Assay.Data;
using Assay.Evaluation;
using Assay.Evaluation.Checks;
using Assay.Evaluation.Decisions;
using Assay.Evaluation.Rows;
using Assay.Metrics;
using Assay.Tests.Learners;
using CsCheck;
using Check = Assay.Evaluation.Checks.Check;

namespace Assay.Tests.Evaluation.Decisions;

public class DecisionCheckTests
{
    private static readonly Check check = Catalogue<Check>.Find("decision");

    [Fact]
    public void A_clean_model_of_Adult_pays_and_one_half_is_a_fair_cut_when_mistakes_cost_the_same()
    {
        var results = Run(Subjects.Adult());
        Assert.All(results.Values, r => Assert.Equal(CheckStatus.Passed, r.Status));
        Assert.Equal(3, results.Count);
    }

    [Fact]
    public void When_a_miss_costs_ten_times_as_much_one_half_is_the_wrong_cut()
    {
        var results = Run(Subjects.Adult(), 1, 10);
        Assert.Equal(CheckStatus.Failed, results["cut at one half"].Status);
        Assert.Equal(CheckStatus.Passed, results["cheapest threshold"].Status);
        Assert.Contains("by the costs alone", results["cheapest threshold"].Table!.Rows[1][0]);
    }

    [Fact]
    public void An_overconfident_model_of_Adult_harms_who_takes_its_probabilities_at_their_word()
    {
        var result = Run(Subjects.Adult().Saying(p => Math.Pow(p, 0.1)), 3, 1)["decision curve"];
        Assert.Equal(CheckStatus.Failed, result.Status);
        Assert.Contains("cannot be taken at their word", result.Sentence);
    }

    [Fact]
    public void Predictions_that_know_nothing_do_not_pass()
    {
        var random = new Assay.Numerics.SeededRandom(3);
        Assert.All(Run(Subjects.Adult().Saying(_ => random.NextDouble())).Where(r => r.Key != "cut at one half"), r => Assert.NotEqual(CheckStatus.Passed, r.Value.Status));
    }

    [Fact]
    public void Scores_have_a_threshold_but_no_curve() =>
        Assert.Equal(["cheapest threshold"], Run(Subjects.Adult() is var adult ? adult with { Predictions = adult.Predictions with { Kind = PredictionKind.Score } } : adult).Keys);

    [Fact]
    public void Scores_on_a_scale_of_their_own_are_not_cut_where_probabilities_would_be()
    {
        var adult = Subjects.Adult();
        var result = Run(adult with { Predictions = adult.Predictions with { Kind = PredictionKind.Score } })["cheapest threshold"];
        Assert.EndsWith("(chosen)", Assert.Single(result.Table!.Rows)[0]);
    }

    [Fact]
    public void Other_tasks_and_labels_have_no_threshold_and_it_says_why()
    {
        foreach (var context in new[] { Subjects.Of(Tables.Of(LearningTask.Regression, [1, 2]), [1, 2]), Subjects.Of(Tables.Of(LearningTask.Binary, [0, 1]), [0, 1], PredictionKind.Label) })
        {
            Assert.Equal(CheckStatus.NotApplicable, Assert.Single(check.Run(context, CheckSettings.None("decision"))).Status);
        }
    }

    [Fact]
    public void Net_benefit_is_the_one_of_the_metrics_room() => Gen.Select(Gen.Double[0, 1].Array[2, 30], Gen.Int[0, 1].Array[30], Gen.Double[0.05, 0.95]).Sample((said, happened, threshold) =>
    {
        double[] truth = [.. said.Select((_, i) => (double)happened[i])];
        var point = DecisionCurve.Of(said, truth, new RowDesign([], [], 0.95), [threshold]).Points[0];
        Assert.Equal(new ThresholdChoice(truth, said).NetBenefit(threshold), point.Model.Value, 12);
        Assert.Equal(new ThresholdChoice(truth, said).NetBenefitOfAll(threshold), point.All.Value, 12);
    });

    [Fact]
    public void Costs_of_four_rows_worked_by_hand()
    {
        var costs = new DecisionCosts(1, 5);
        Assert.Equal(1.0 / 6, costs.Threshold, 12);
        Assert.Equal([1, 0, 5, 0], costs.Of([0.9, 0.9, 0.1, 0.1], [0, 1, 1, 0], 0.5));
    }

    private static Dictionary<string, CheckResult> Run(CheckContext context, double falsePositive = 1, double falseNegative = 1) =>
        check.Run(context, CheckSettings.None("decision").With("cost-false-positive", falsePositive).With("cost-false-negative", falseNegative)).ToDictionary(r => r.Subject);
}

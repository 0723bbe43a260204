using Assay.Data;
using Assay.Evaluation;
using Assay.Evaluation.Checks;
using Assay.Evaluation.Errors;
using Assay.Evaluation.Rows;
using Assay.Numerics;
using Assay.Tests.Learners;
using CsCheck;
using Check = Assay.Evaluation.Checks.Check;

namespace Assay.Tests.Evaluation.Errors;

public class ErrorAnalysisCheckTests
{
    private static readonly Check check = Catalogue<Check>.Find("error-analysis");

    [Fact]
    public void A_clean_model_of_Adult_passes_by_its_labels_and_fails_nowhere()
    {
        var results = Run(Subjects.Adult());
        Assert.NotEqual(CheckStatus.Failed, results["where errors gather"].Status);
        Assert.Equal(CheckStatus.Passed, results["labels"].Status);
        Assert.Equal(5, results["where errors gather"].Examples.Count);
        Assert.All(results["where errors gather"].Examples, e => Assert.NotEmpty(e.Changes));
    }

    [Fact]
    public void A_model_turned_round_for_young_women_is_told_so()
    {
        var context = Subjects.Adult();
        var sex = (CategoryColumn)context.Predictions.Data.Named("sex");
        var age = (NumberColumn)context.Predictions.Data.Named("age");
        var at = -1;
        var result = Run(context.Saying(p => ++at >= 0 && sex.Levels[sex.Codes[at]] == "Female" && age.Values[at] < 30 ? 1 - p : p))["where errors gather"];
        Assert.Equal(CheckStatus.Failed, result.Status);
        Assert.Contains("age", result.Sentence);
        Assert.Contains("sex is Female", result.Sentence);
        Assert.True(result.Effect!.Low > 0.7);
    }

    [Fact]
    public void Flipped_labels_of_Adult_are_found_and_most_of_the_first_suspects_are_flipped()
    {
        var context = Subjects.Adult();
        var random = new SeededRandom(6);
        bool[] flipped = [.. Enumerable.Range(0, context.Predictions.Count).Select(_ => random.Next(20) == 0)];
        var noisy = context.Happening([.. context.Predictions.Data.Target.ToArray().Select((t, i) => flipped[i] ? 1 - t : t)]);
        Assert.Equal(CheckStatus.Failed, Run(noisy)["labels"].Status);
        var suspects = LabelSuspects.Of(JudgedRows.Of(noisy), 1).Rows;
        Assert.InRange(suspects.Take(200).Count(s => flipped[s.Row]), 150, 200);
    }

    [Fact]
    public void Probabilities_that_are_right_are_suspected_no_more_often_than_expected()
    {
        var outside = 0;
        for (var set = 0; set < 100; set++)
        {
            var random = SeededRandom.For(2, "right", set);
            double[] said = [.. Enumerable.Range(0, 500).Select(_ => random.NextDouble())];
            var excess = LabelSuspects.Of(new JudgedRows([.. said.Select(p => random.NextDouble() < p ? 1.0 : 0.0)], said, 1, new RowDesign([], [], 0.95)), (ulong)set).Excess;
            outside += excess.Low > 0 || excess.High < 0 ? 1 : 0;
        }

        Assert.InRange(outside, 0, 11);
    }

    [Fact]
    public void The_leaves_part_the_rows_that_measure() => (from seed in Gen.ULong select seed).Sample(seed =>
    {
        var data = Tables.Mixed(300, LearningTask.Binary, seed);
        var random = new SeededRandom(seed);
        var halves = Halves.Of(data, [], seed);
        var tree = ErrorTree.Of(data, [.. Enumerable.Range(0, 300).Select(_ => (double)random.Next(2))], halves, new RowDesign([], [], 0.95), TestContext.Current.CancellationToken);
        Assert.Equal(halves.Second, tree.Leaves.SelectMany(l => l.Rows).Order());
        Assert.Empty(halves.First.Intersect(halves.Second));
    }, iter: 20);

    [Fact]
    public void The_nearest_row_with_the_wanted_label_by_hand()
    {
        var data = Tables.Of(LearningTask.Binary, [0, 0, 1, 1, 1, 0, 1, 0], Tables.Numbers("x", 1, 2, 2.2, 9, 3, 4, 8, 7));
        Assert.Equal([2, 5], NearestOpposite.Of(data, [(0, 1), (4, 0)], TestContext.Current.CancellationToken));
        Assert.Equal([-1], NearestOpposite.Of(data with { Target = new double[8] }, [(0, 1)], TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Values_have_a_tree_of_their_residuals_and_no_labels() => Assert.Equal(["where errors gather"], Run(Subjects.Housing()).Keys);

    [Fact]
    public void Ten_classes_have_both() => Assert.Equal(CheckStatus.Passed, Run(Subjects.Digits())["labels"].Status);

    [Fact]
    public void Few_rows_are_a_reason() =>
        Assert.Equal(CheckStatus.NotApplicable, Assert.Single(check.Run(Subjects.Of(Tables.Of(LearningTask.Binary, [0, 1], Tables.Numbers("x", 1, 2)), [0.1, 0.9]), CheckSettings.None("error-analysis"))).Status);

    private static Dictionary<string, CheckResult> Run(CheckContext context) => check.Run(context, CheckSettings.None("error-analysis")).ToDictionary(r => r.Subject);
}

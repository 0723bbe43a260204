using Assay.Data;
using Assay.Evaluation.Baselines;
using Assay.Evaluation.Checks;
using Assay.Metrics;
using Assay.Numerics;
using Assay.Tests.Learners;
using Check = Assay.Evaluation.Checks.Check;

namespace Assay.Tests.Evaluation.Baselines;

/// <summary>A model that is no better than something simple fails, and a column that is the truth is named.</summary>
public class BaselineCheckTests
{
    private static readonly Check check = Catalogue<Check>.Find("baselines");

    [Fact]
    public void A_clean_model_of_Adult_is_better_than_everything_simpler()
    {
        var only = Assert.Single(Run(Subjects.Adult() with { Metric = new RocAuc() }));
        Assert.Equal(("something simpler", CheckStatus.Passed), (only.Subject, only.Status));
        Assert.Contains("all 5 baselines", only.Sentence);
    }

    [Fact]
    public void A_model_turned_round_is_worse_than_chance_and_fails()
    {
        var results = Run(Subjects.Adult().Saying(p => 1 - p) with { Metric = new RocAuc() });
        Assert.Equal(CheckStatus.Failed, results[0].Status);
        Assert.True(results[0].Effect!.High < 0);
    }

    [Fact]
    public void A_model_that_knows_nothing_is_not_shown_to_be_better()
    {
        var random = new SeededRandom(3);
        Assert.NotEqual(CheckStatus.Passed, Run(Subjects.Adult().Saying(_ => random.NextDouble()) with { Metric = new RocAuc() })[0].Status);
    }

    [Fact]
    public void A_column_that_is_the_truth_in_other_words_is_named()
    {
        var random = new SeededRandom(4);
        double[] truth = [.. Enumerable.Range(0, 600).Select(_ => (double)random.Next(2))];
        double[] code = [.. truth.Select(t => t == 1 ? 7.0 : random.Next(6))];
        double[] other = [.. truth.Select(_ => random.NextDouble())];
        var data = Tables.Of(LearningTask.Binary, truth, Tables.Numbers("amount", other), Tables.Numbers("collections_code", code));
        var results = Run(Subjects.Of(data, [.. truth.Select(t => t == 1 ? 0.98 : 0.02)]) with { Metric = new RocAuc() });
        var leak = Assert.Single(results, r => r.Subject == "one column alone");
        Assert.Equal(CheckStatus.Failed, leak.Status);
        Assert.StartsWith("collections_code alone", leak.Sentence);
    }

    private static IReadOnlyList<CheckResult> Run(CheckContext context) => check.Run(context, CheckSettings.None("baselines"));
}

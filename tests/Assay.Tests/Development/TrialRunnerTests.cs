using Assay.Data;
using Assay.Development;
using Assay.Development.Splits;
using Assay.Learners;
using Assay.Metrics;
using static Assay.Tests.Development.Tables;

namespace Assay.Tests.Development;

public class TrialRunnerTests
{
    [Fact]
    public void A_learner_that_is_not_for_the_table_is_refused_with_its_reason_and_did_not_fail()
    {
        var data = Regression(Enumerable.Range(0, 60).Select(i => (double)i), Numbers("x", Enumerable.Range(0, 60).Select(i => i * 7.0 % 13)));
        var split = SplitPlan.Make(data, new SplitOptions(), new SplitAdvice(SplitKind.Stratified, null, []));
        using var shared = new SharedWork();
        var runner = new TrialRunner(data, split, new FoldScore(data, split, new RootMeanSquaredError()), new DevelopOptions(), shared);

        var trial = runner.Run(Portfolio.Plain(Phases.Simple, "naive-bayes"), CancellationToken.None);

        Assert.False(trial.Finished);
        Assert.Null(trial.Result.Error);
        Assert.StartsWith("Naive Bayes predicts classes", trial.Result.Refused, StringComparison.Ordinal);
        Assert.Equal(trial.Result.Refused, trial.Result.Score.Undefined);
    }
}

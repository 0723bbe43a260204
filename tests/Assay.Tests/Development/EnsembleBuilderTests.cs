using Assay.Data;
using Assay.Development;
using Assay.Development.Splits;
using Assay.Learners;
using Assay.Metrics;
using Assay.Numerics;
using static Assay.Tests.Development.Tables;

namespace Assay.Tests.Development;

public class EnsembleBuilderTests
{
    private const int Rows = 100;
    private static readonly string[] learners = ["ridge-regression", "decision-tree", "k-nearest-neighbours"];
    private static readonly double[] labels = [.. Enumerable.Range(0, Rows).Select(i => i * 37 % 101 / 10.0)];
    private static readonly Split split = SplitPlan.Make(Table(labels), new SplitOptions { Repeats = 3 }, new SplitAdvice(SplitKind.Stratified, null, []));
    private static readonly double[][] predictions = [.. learners.Select(Predictions)];

    public static TheoryData<string> Kinds => ["greedy-ensemble", "stacking"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Is_not_told_the_label_of_a_row_by_any_repeat_when_it_predicts_the_rows_fold(string kind)
    {
        var before = Build(kind, labels);
        var (told, asked) = (false, 0);
        foreach (var row in split.Development.Take(20))
        {
            var changed = (double[])labels.Clone();
            changed[row] += 1;
            var after = Build(kind, changed);

            // All folds choose the penalty in common: only where it stays do the folds differ by nothing but what they learnt from.
            if (before.TopSettings.ToString() != after.TopSettings.ToString())
            {
                continue;
            }

            asked++;
            var end = 0;
            foreach (var fold in split.Folds)
            {
                var span = end..(end + fold.Validation.Length);
                end = span.End.Value;
                // Members stand in the order of their scores, so sums may round differently.
                var moved = before.Fit!.OutOfFold[span].Zip(after.Fit!.OutOfFold[span], (b, a) => Math.Abs(b - a)).Max();
                Assert.True(moved < 1e-9 || !fold.Validation.Contains(row));
                told |= moved > 1e-4;
            }
        }

        Assert.True(told);
        Assert.InRange(asked, 5, 20);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Predicts_every_row_once_a_repeat_better_than_its_members_and_the_same_again(string kind)
    {
        var once = Build(kind, labels);
        var again = Build(kind, labels);

        Assert.Equal(3 * split.Development.Length, once.Fit!.OutOfFold.Length);
        Assert.Equal(once.Fit.OutOfFold, again.Fit!.OutOfFold);
        Assert.Equal(once.Result.Score, again.Result.Score);
        Assert.All(once.Members, m => Assert.True(once.Result.Score.Value < m.Member.Result.Score.Value));
    }

    private static Dataset Table(double[] target) => Regression(target, Numbers("x", Enumerable.Range(0, Rows).Select(i => i * 7.0 % 13)));

    // As good as each other and wrong in different places.
    private static double[] Predictions(string learner)
    {
        var random = SeededRandom.For(1, learner);
        return [.. split.Folds.SelectMany(f => f.Validation).Select(row => labels[row] + random.NextNormal())];
    }

    private static Trial Build(string kind, double[] target)
    {
        var data = Table(target);
        var score = new FoldScore(data, split, new RootMeanSquaredError());
        var options = new DevelopOptions();
        using var shared = new SharedWork();
        var runner = new TrialRunner(data, split, score, options, shared);
        var trials = learners.Zip(predictions, (learner, predicted) => runner.Measure(
            Portfolio.Plain(Phases.Simple, learner),
            new CrossFit { OutOfFold = predicted, Models = [new ConstantModel(new(learner, [0]))], FitTimes = [.. split.Folds.Select(_ => TimeSpan.Zero)], Refit = Settings.Default },
            memory: 0)).ToArray();
        var builder = new EnsembleBuilder(data, split, score, options);
        return (kind == "stacking" ? builder.Stack(trials, runner, CancellationToken.None) : builder.Greedy(trials, runner, CancellationToken.None))!;
    }
}

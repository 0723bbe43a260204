using Assay.Evaluation.Checks;
using Assay.Evaluation.Reuse;
using Assay.Metrics;
using Assay.Numerics;
using Assay.Statistics;
using CsCheck;
using Check = Assay.Evaluation.Checks.Check;

namespace Assay.Tests.Evaluation.Reuse;

public class ReuseCheckTests
{
    private static readonly Check check = Catalogue<Check>.Find("reuse");

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 0.5641895835)]
    [InlineData(3, 0.8462843753)]
    [InlineData(10, 1.5387527308)]
    [InlineData(100, 2.5075936364)]
    public void The_largest_of_normals_is_the_tabled_one(int count, double expected) => Assert.Equal(expected, TestSetReuse.LargestOf(count), 8);

    [Fact]
    public void The_best_of_forty_random_classifiers_on_Adult_is_as_lucky_as_told()
    {
        var truth = Subjects.Adult().Predictions.Data.Target.ToArray();
        var metric = new Accuracy();
        double[] best = [.. Enumerable.Range(0, 30).Select(set => Enumerable.Range(0, 40).Max(model =>
        {
            var random = SeededRandom.For((ulong)set, "guess", model);
            return metric.Measure(new Scored(truth, Array.ConvertAll(truth, _ => random.NextDouble()), 1, [])).Value;
        }))];
        var told = TestSetReuse.Of(Proportion.Wilson(0.5 * truth.Length, truth.Length), 40, truth.Length).Luck;
        Assert.InRange((best.Average() - 0.5) / told, 0.85, 1.15);
    }

    [Fact]
    public void The_first_use_passes_and_the_hundredth_asks_for_new_rows()
    {
        Assert.Equal(CheckStatus.Passed, Run(1).Status);
        Assert.Equal(CheckStatus.Passed, Run(5).Status);
        Assert.Equal(CheckStatus.Failed, Run(100).Status);
        Assert.Contains("100 times", Run(100).Sentence);
    }

    [Fact]
    public void One_use_changes_no_interval()
    {
        var score = new Interval(0.8, 0.78, 0.82, "test");
        var once = TestSetReuse.Of(score, 1, 1000);
        Assert.Equal(0, once.Luck, 9);
        Assert.Equal(score.Low, once.Corrected.Low, 9);
    }

    [Fact]
    public void More_uses_never_promise_more() => (from uses in Gen.Int[1, 5000] from rows in Gen.Int[10, 100000] select (uses, rows)).Sample(t =>
    {
        var score = new Interval(0.8, 0.78, 0.82, "test");
        var (few, more) = (TestSetReuse.Of(score, t.uses, t.rows), TestSetReuse.Of(score, t.uses + 1, t.rows));
        Assert.True(more.Luck >= few.Luck && more.Corrected.Low <= few.Corrected.Low && more.Adaptive >= few.Adaptive && more.Ladder >= few.Ladder);
    }, iter: 100);

    private static CheckResult Run(int uses) => Assert.Single(check.Run(Subjects.Adult() with { Metric = new RocAuc() }, CheckSettings.None("reuse").With("uses", uses)));
}

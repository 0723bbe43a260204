using Assay.Numerics;
using Assay.Statistics;

namespace Assay.Tests.Statistics;

public class DeLongTests
{
    [Fact]
    public void Its_interval_agrees_with_the_bootstrap()
    {
        var random = new SeededRandom(1);
        double[] truth = [.. Enumerable.Range(0, 500).Select(_ => (double)random.Next(2))];
        double[] scores = [.. truth.Select(t => t + random.NextNormal())];
        var interval = DeLong.Area(truth, scores);
        var drawn = Bootstrap.Of(new Assay.Metrics.RocAuc().Prepare(truth, scores, 1), 500, new BootstrapOptions());
        Assert.Equal(drawn.Value, interval.Value, 12);
        Assert.Equal(drawn.Low, interval.Low, 0.01);
        Assert.Equal(drawn.High, interval.High, 0.01);
    }

    [Fact]
    public void A_perfect_score_on_few_rows_is_not_certain()
    {
        var interval = DeLong.Area([0, 0, 0, 1, 1, 1], [1, 2, 3, 4, 5, 6]);
        Assert.Equal(1, interval.High);
        Assert.InRange(interval.Low, 0.1, 0.5);
    }

    [Fact]
    public void One_class_is_undefined() => Assert.Contains("one class", DeLong.Area([1, 1, 1], [0.1, 0.2, 0.3]).Undefined);
}

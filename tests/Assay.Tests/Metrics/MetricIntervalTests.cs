using Assay.Metrics;
using Assay.Numerics;
using Assay.Statistics;

namespace Assay.Tests.Metrics;

public class MetricIntervalTests
{
    [Theory]
    [InlineData("accuracy", "wilson")]
    [InlineData("roc-auc", "delong, logit")]
    [InlineData("expected-calibration-error", "hybrid resampling")]
    [InlineData("average-precision", "bootstrap, bias-corrected and accelerated")]
    public void The_method_is_named(string metric, string method) => Assert.Equal(method, Of(metric, new BootstrapOptions { Draws = 200 }).Method);

    [Fact]
    public void Rows_in_groups_are_never_taken_for_independent_ones()
    {
        int[] units = [.. Enumerable.Range(0, 200).Select(i => i / 4)];
        Assert.EndsWith("over units", Of("accuracy", new BootstrapOptions { Draws = 200, Units = units }).Method);
    }

    [Theory]
    [InlineData("brier", 50, "bootstrap, studentised over units")]
    [InlineData("brier", 2, "bootstrap, bias-corrected and accelerated over units")]
    [InlineData("accuracy", 50, "bootstrap, bias-corrected and accelerated over units")]
    [InlineData("expected-calibration-error", 4, "hybrid resampling over units")]
    public void Few_units_of_a_mean_loss_are_studentised(string metric, int rowsOfUnit, string method)
    {
        int[] units = [.. Enumerable.Range(0, 200).Select(i => i / rowsOfUnit)];
        Assert.Equal(method, Of(metric, new BootstrapOptions { Draws = 200, Units = units }).Method);
    }

    [Fact]
    public void Very_many_rows_have_the_interval_of_a_mean_from_subsamples()
    {
        var random = new SeededRandom(9);
        double[] truth = [.. Enumerable.Range(0, 400_000).Select(_ => random.NextNormal())];
        double[] predicted = new double[truth.Length];
        var interval = MetricInterval.Of(new MeanAbsoluteError(), truth, predicted, new BootstrapOptions { Draws = 1000, Seed = 2 });
        // |z| has the variance 1 - 2 / pi.
        var half = 1.96 * Math.Sqrt((1 - (2 / Math.PI)) / truth.Length);
        Assert.EndsWith("from 10 subsamples", interval.Method);
        Assert.Equal(Math.Sqrt(2 / Math.PI), interval.Value, 2);
        Assert.InRange(interval.Value - interval.Low, 0.9 * half, 1.1 * half);
        Assert.InRange(interval.High - interval.Value, 0.9 * half, 1.1 * half);
    }

    [Fact]
    public void A_rare_class_is_drawn_among_all_rows()
    {
        double[] truth = [.. Enumerable.Range(0, 400_000).Select(i => i % 4000 == 0 ? 1.0 : 0)];
        double[] predicted = [.. truth.Select((t, i) => (i % 3 * 0.2) + (0.3 * t))];
        Assert.DoesNotContain("subsamples", MetricInterval.Of(new FScore(), truth, predicted, new BootstrapOptions { Draws = 20 }).Method);
    }

    [Fact]
    public void An_undefined_metric_has_no_interval_and_a_reason()
    {
        var interval = MetricInterval.Of(new RocAuc(), [1, 1, 1], [0.2, 0.4, 0.6], new BootstrapOptions());
        Assert.True(double.IsNaN(interval.Value));
        Assert.Contains("positives and negatives", interval.Undefined);
    }

    [Fact]
    public void The_value_lies_in_its_interval()
    {
        foreach (var name in Catalogue<Metric>.All.Where(m => m.IsHeadline && m.Supports(Assay.Data.LearningTask.Binary)).Select(m => m.Name))
        {
            var interval = Of(name, new BootstrapOptions { Draws = 200 });
            Assert.True(interval.Low < interval.High, name);
            Assert.True(name == "expected-calibration-error" || (interval.Low <= interval.Value && interval.Value <= interval.High), name);
        }
    }

    private static Interval Of(string metric, BootstrapOptions options)
    {
        var random = new SeededRandom(3);
        double[] predicted = [.. Enumerable.Range(0, 200).Select(_ => random.NextDouble())];
        double[] truth = [.. predicted.Select(p => random.NextDouble() < p ? 1.0 : 0)];
        return MetricInterval.Of(Catalogue<Metric>.Find(metric), truth, predicted, options);
    }
}

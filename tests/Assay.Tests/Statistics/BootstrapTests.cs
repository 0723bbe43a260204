using Assay.Metrics;
using Assay.Numerics;
using Assay.Statistics;

namespace Assay.Tests.Statistics;

public class BootstrapTests
{
    [Fact]
    public void The_same_seed_gives_the_same_bits_at_any_number_of_threads()
    {
        var (truth, first, second) = Rows(300, 1);
        var metric = new RocAuc();
        var results = new[] { 1, 2, 3, 7 }.Select(threads => Bootstrap.Paired(
            metric.Prepare(truth, first, 1), metric.Prepare(truth, second, 1), 300, new BootstrapOptions { Draws = 200, Seed = 9, Threads = threads }));
        Assert.Single(results.Distinct());
    }

    [Fact]
    public void The_interval_of_a_mean_is_about_that_of_theory()
    {
        var random = new SeededRandom(4);
        double[] values = [.. Enumerable.Range(0, 400).Select(_ => random.NextNormal())];
        var interval = Bootstrap.Of(Mean(values), 400, new BootstrapOptions { Seed = 1 });
        Assert.InRange(interval.High - interval.Low, 0.9 * 2 * 1.96 / 20, 1.1 * 2 * 1.96 / 20);
        Assert.Equal(values.Average(), interval.Value, 1e-12);
    }

    [Fact]
    public void Rows_that_come_in_copies_are_not_new_evidence()
    {
        var random = new SeededRandom(5);
        double[] few = [.. Enumerable.Range(0, 50).Select(_ => random.NextNormal())];
        double[] copied = [.. few.SelectMany(v => Enumerable.Repeat(v, 8))];
        int[] units = [.. Enumerable.Range(0, 400).Select(i => i / 8)];
        var honest = Bootstrap.Of(Mean(few), 50, new BootstrapOptions { Seed = 2 });
        var grouped = Bootstrap.Of(Mean(copied), 400, new BootstrapOptions { Seed = 2, Units = units });
        Assert.Equal(honest.Low, grouped.Low, 1e-9);
        Assert.Equal(honest.High, grouped.High, 1e-9);
        Assert.Contains("units", grouped.Method);
    }

    [Fact]
    public void A_model_against_itself_differs_by_nothing_and_is_not_significant()
    {
        var (truth, first, _) = Rows(100, 2);
        var score = new LogLoss().Prepare(truth, first, 1);
        var same = Bootstrap.Paired(score, score, 100, new BootstrapOptions { Draws = 100 });
        Assert.Equal((0.0, 0.0, 0.0, 1.0), (same.Difference.Value, same.Difference.Low, same.Difference.High, same.P));
    }

    [Fact]
    public void One_unit_gives_no_interval_and_says_so()
    {
        var interval = Bootstrap.Of(Mean([1, 2, 3]), 3, new BootstrapOptions { Units = [7, 7, 7] });
        Assert.True(double.IsNaN(interval.Low));
        Assert.Contains("only one unit", interval.Method);
    }

    [Fact]
    public void Units_that_do_not_line_up_are_refused() =>
        Assert.Throws<ArgumentException>(() => Bootstrap.Of(Mean([1, 2, 3]), 3, new BootstrapOptions { Units = [1, 2] }));

    private static WeightedScore Mean(double[] values) => weights => Sums.Dot(values, weights) / Sums.Of(weights);

    private static (double[] Truth, double[] First, double[] Second) Rows(int rows, ulong seed)
    {
        var random = new SeededRandom(seed);
        double[] truth = [.. Enumerable.Range(0, rows).Select(_ => (double)random.Next(2))];
        double[] Scores(double noise) => [.. truth.Select(t => 1 / (1 + Math.Exp(-t - (noise * random.NextNormal()))))];
        return (truth, Scores(1), Scores(2));
    }
}

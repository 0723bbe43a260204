using Assay.Metrics;
using Assay.Numerics;
using Assay.Statistics;

namespace Assay.Tests.Statistics;

public class PairedPermutationTests
{
    [Fact]
    public void Five_rows_all_in_favour_of_one_are_two_of_thirty_two_swaps()
    {
        // Errors 1, 2, 3, 4, 5 against none: only no swap and all swaps are as far apart.
        var test = MetricPermutation.Of(new MeanAbsoluteError(), [0, 0, 0, 0, 0], ([1, 2, 3, 4, 5], [0, 0, 0, 0, 0]), new BootstrapOptions());
        Assert.True(test.Exact);
        Assert.Equal(3, test.Difference, 1e-12);
        Assert.Equal(2.0 / 32, test.P, 1e-12);
    }

    [Fact]
    public void For_a_mean_it_is_the_sign_flip_test()
    {
        var random = new SeededRandom(1);
        double[] gaps = [.. Enumerable.Range(0, 9).Select(_ => Math.Abs(0.4 + random.NextNormal()))];
        double[] other = [.. Enumerable.Range(0, 9).Select(_ => Math.Abs(random.NextNormal()))];
        var test = MetricPermutation.Of(new MeanAbsoluteError(), new double[9], (gaps, other), new BootstrapOptions());
        var seen = gaps.Zip(other, (a, b) => a - b).Sum();
        var larger = Enumerable.Range(0, 512).Count(mask =>
            Math.Abs(gaps.Zip(other, (a, b) => a - b).Select((d, i) => (mask >> i & 1) == 0 ? d : -d).Sum()) >= Math.Abs(seen) - 1e-12);
        Assert.Equal(larger / 512.0, test.P, 1e-12);
    }

    [Fact]
    public void Any_metric_gives_what_swapping_the_predictions_gives()
    {
        var (truth, first, second) = Rows(8, 0.5);
        var test = MetricPermutation.Of(new RocAuc(), truth, (first, second), new BootstrapOptions());
        double Area(double[] predicted) => new RocAuc().Measure(new Scored(truth, predicted, 1, [])).Value;
        var seen = Math.Abs(Area(first) - Area(second));
        var larger = Enumerable.Range(0, 256).Count(mask =>
        {
            double[] a = [.. first.Select((v, i) => (mask >> i & 1) == 0 ? v : second[i])];
            double[] b = [.. second.Select((v, i) => (mask >> i & 1) == 0 ? v : first[i])];
            return Math.Abs(Area(a) - Area(b)) >= seen - 1e-12;
        });
        Assert.Equal(larger / 256.0, test.P, 1e-12);
    }

    [Fact]
    public void Drawn_it_comes_near_the_exact_answer_and_never_to_zero()
    {
        var (truth, first, second) = Rows(12, 0.8);
        var exact = MetricPermutation.Of(new RocAuc(), truth, (first, second), new BootstrapOptions { Draws = 4096 });
        var drawn = MetricPermutation.Of(new RocAuc(), truth, (first, second), new BootstrapOptions { Draws = 2000 });
        Assert.True(exact.Exact);
        Assert.False(drawn.Exact);
        Assert.Equal(exact.P, drawn.P, 0.04);
        var sure = MetricPermutation.Of(new MeanAbsoluteError(), new double[50], ([.. Enumerable.Repeat(1.0, 50)], new double[50]), new BootstrapOptions { Draws = 99 });
        Assert.Equal(0.01, sure.P, 1e-12);
    }

    [Fact]
    public void The_same_seed_gives_the_same_bits_at_any_number_of_threads()
    {
        var (truth, first, second) = Rows(60, 0.5);
        Assert.Single(new[] { 1, 2, 3 }.Select(threads =>
            MetricPermutation.Of(new RocAuc(), truth, (first, second), new BootstrapOptions { Draws = 300, Seed = 5, Threads = threads })).Distinct());
    }

    [Fact]
    public void Units_change_places_whole()
    {
        // Six rows in two units: four swaps, of which two are as far apart.
        var test = MetricPermutation.Of(
            new MeanAbsoluteError(), new double[6], ([1, 2, 3, 4, 5, 6], new double[6]), new BootstrapOptions { Units = [0, 0, 0, 1, 1, 1] });
        Assert.Equal(0.5, test.P, 1e-12);
    }

    [Fact]
    public void Without_a_difference_it_is_small_as_seldom_as_it_says()
    {
        var small = Enumerable.Range(0, 300).Count(seed =>
        {
            var (truth, first, second) = Rows(40, 0, (ulong)seed);
            return MetricPermutation.Of(new RocAuc(), truth, (first, second), new BootstrapOptions { Draws = 199 }).P <= 0.1;
        });
        Assert.InRange(small, 15, 48);
    }

    [Fact]
    public void An_undefined_metric_has_no_p_value() =>
        Assert.True(double.IsNaN(MetricPermutation.Of(new RocAuc(), [1, 1], ([0.1, 0.2], [0.3, 0.1]), new BootstrapOptions()).P));

    [Fact]
    public void Models_that_do_not_line_up_are_refused() =>
        Assert.Throws<ArgumentException>(() => MetricPermutation.Of(new RocAuc(), [0, 1], ([0.1, 0.2], [0.3]), new BootstrapOptions()));

    // The first model is better by so much.
    private static (double[] Truth, double[] First, double[] Second) Rows(int rows, double gain, ulong seed = 2)
    {
        var random = new SeededRandom(seed);
        double[] truth = [.. Enumerable.Range(0, rows).Select(i => (double)(i % 2))];
        return (truth, [.. truth.Select(t => ((1 + gain) * t) + random.NextNormal())], [.. truth.Select(t => t + random.NextNormal())]);
    }
}

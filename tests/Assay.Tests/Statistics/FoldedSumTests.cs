using Assay.Metrics;
using Assay.Numerics;
using Assay.Statistics;

namespace Assay.Tests.Statistics;

public class FoldedSumTests
{
    [Fact]
    public void The_sum_is_of_absolute_means_over_all_rows()
    {
        // Parts 0: (1 + 3) / 4, part 1: (-2 + 0) / 4, so 1 + 0.5.
        var interval = FoldedSum.Interval([0, 0, 1, 1], [1, 3, -2, 0], new BootstrapOptions { Draws = 200 });
        Assert.Equal(1.5, interval.Value, 1e-12);
        Assert.Equal("hybrid resampling", interval.Method);
    }

    [Fact]
    public void One_part_far_from_zero_has_about_the_interval_of_its_mean()
    {
        var random = new SeededRandom(1);
        double[] values = [.. Enumerable.Range(0, 400).Select(_ => 3 + random.NextNormal())];
        var interval = FoldedSum.Interval(new int[400], values, new BootstrapOptions { Draws = 2000, Seed = 2 });
        Assert.InRange(interval.Low, values.Average() - 0.11, values.Average() - 0.085);
        Assert.InRange(interval.High, values.Average() + 0.085, values.Average() + 0.11);
    }

    [Fact]
    public void Noise_alone_is_not_taken_for_error()
    {
        var held = Enumerable.Range(0, 40).Count(seed =>
        {
            var random = new SeededRandom((ulong)seed);
            double[] values = [.. Enumerable.Range(0, 300).Select(_ => random.NextNormal())];
            int[] parts = [.. Enumerable.Range(0, 300).Select(i => i % 15)];
            return FoldedSum.Interval(parts, values, new BootstrapOptions { Draws = 300, Seed = 3 }).Low == 0;
        });
        Assert.InRange(held, 36, 40);
    }

    [Fact]
    public void Even_a_lucky_sample_has_an_interval_with_room()
    {
        // Every part's mean is exactly 0, which no honest noise would give.
        double[] values = [.. Enumerable.Range(0, 300).Select(i => i % 2 == 0 ? 1.0 : -1)];
        int[] parts = [.. Enumerable.Range(0, 300).Select(i => i / 20)];
        var interval = FoldedSum.Interval(parts, values, new BootstrapOptions { Draws = 300 });
        Assert.Equal(0, interval.Value);
        Assert.Equal(0, interval.Low);
        Assert.True(interval.High > 0.01);
    }

    [Fact]
    public void The_same_seed_gives_the_same_bits_at_any_number_of_threads() =>
        Assert.Single(new[] { 1, 2, 3 }.Select(threads => Example(new BootstrapOptions { Draws = 300, Seed = 4, Threads = threads })).Distinct());

    [Fact]
    public void Copied_rows_in_units_are_no_new_evidence()
    {
        int[] units = [.. Enumerable.Range(0, 200).Select(i => i / 4)];
        var (alone, grouped) = (Example(new BootstrapOptions { Draws = 500 }), Example(new BootstrapOptions { Draws = 500, Units = units }));
        Assert.True(grouped.High - grouped.Low > 1.5 * (alone.High - alone.Low));
        Assert.EndsWith("over units", grouped.Method);
        Assert.True(double.IsNaN(Example(new BootstrapOptions { Units = new int[200] }).Low));
    }

    [Fact]
    public void Expected_calibration_error_uses_it_and_keeps_its_plain_number()
    {
        var random = new SeededRandom(6);
        double[] predicted = [.. Enumerable.Range(0, 500).Select(_ => random.NextDouble())];
        double[] truth = [.. predicted.Select(p => random.NextDouble() < p ? 1.0 : 0)];
        var interval = MetricInterval.Of(new CalibrationError(), truth, predicted, new BootstrapOptions { Draws = 300 });
        Assert.Equal(new CalibrationError().Measure(new Scored(truth, predicted, 1, [])).Value, interval.Value, 1e-12);
        Assert.Equal(0, interval.Low);
        Assert.Equal("hybrid resampling", interval.Method);
    }

    // Fifty values in four copies each.
    private static Interval Example(BootstrapOptions options)
    {
        var random = new SeededRandom(5);
        double[] few = [.. Enumerable.Range(0, 50).Select(_ => 1 + random.NextNormal())];
        return FoldedSum.Interval([.. Enumerable.Range(0, 200).Select(i => i / 4 % 5)], [.. Enumerable.Range(0, 200).Select(i => few[i / 4])], options);
    }
}

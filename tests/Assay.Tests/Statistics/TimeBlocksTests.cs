using Assay.Numerics;
using Assay.Statistics;

namespace Assay.Tests.Statistics;

public class TimeBlocksTests
{
    [Fact]
    public void Neighbours_in_time_share_a_block_whatever_the_order_of_rows() =>
        Assert.Equal([1, 0, 0, 1, 2, 2], TimeBlocks.Of([30.0, 10, 20, 40, 60, 50], 2));

    [Fact]
    public void Rows_of_one_moment_stay_together() => Assert.Equal([0, 0, 0, 1, 1, 2], TimeBlocks.Of([1.0, 1, 1, 3, 3, 4], 2));

    [Fact]
    public void Rows_left_over_are_shared_out() => Assert.Equal([0, 0, 0, 0, 1, 1, 1], TimeBlocks.Of([1.0, 2, 3, 4, 5, 6, 7], 3));

    [Theory]
    [InlineData(1, 1)]
    [InlineData(8, 2)]
    [InlineData(1000, 10)]
    [InlineData(1001, 11)]
    public void Without_a_series_the_length_is_the_cube_root(int rows, int length) => Assert.Equal(length, TimeBlocks.Length(rows));

    [Fact]
    public void Noise_needs_short_blocks_and_a_long_memory_long_ones()
    {
        Assert.InRange(TimeBlocks.Length(Series(0, 2000)), 1, 6);
        Assert.InRange(TimeBlocks.Length(Series(0.9, 2000)), 25, 90);
        Assert.True(TimeBlocks.Length(Series(0.5, 2000)) < TimeBlocks.Length(Series(0.9, 2000)));
    }

    [Fact]
    public void A_constant_or_tiny_series_needs_none()
    {
        Assert.Equal(1, TimeBlocks.Length([.. Enumerable.Repeat(2.0, 50)]));
        Assert.Equal(1, TimeBlocks.Length([1.0, 2, 3]));
    }

    [Fact]
    public void Blocks_that_would_leave_one_or_none_are_refused()
    {
        Assert.Contains("data.block-length", Assert.Throws<AssayException>(() => TimeBlocks.Of([1.0, 2, 3], 2)).Message);
        Assert.Contains("data.block-length", Assert.Throws<AssayException>(() => TimeBlocks.Of([1.0, 2, 3], 0)).Message);
        Assert.Contains("data.not-finite", Assert.Throws<AssayException>(() => TimeBlocks.Of([1.0, double.NaN, 3], 1)).Message);
    }

    private static double[] Series(double memory, int rows)
    {
        var random = new SeededRandom(3);
        var last = 0.0;
        return [.. Enumerable.Range(0, rows).Select(_ => last = (memory * last) + random.NextNormal())];
    }
}

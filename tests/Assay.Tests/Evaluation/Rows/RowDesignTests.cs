using Assay.Evaluation.Rows;
using Assay.Numerics;
using Assay.Statistics;
using CsCheck;

namespace Assay.Tests.Evaluation.Rows;

public class RowDesignTests
{
    [Fact]
    public void Plain_rows_give_the_t_interval_worked_by_hand()
    {
        // 1, 2, 3, 4: mean 2.5, standard error sqrt(5/3)/2 = 0.6455, t of three degrees 3.1824.
        var interval = new RowDesign([], [], 0.95).Mean([1, 2, 3, 4]);
        Assert.Equal(2.5, interval.Value);
        Assert.Equal(2.5 - (3.18244630528 * 0.645497224368), interval.Low, 6);
    }

    [Fact]
    public void A_share_of_plain_rows_is_exact()
    {
        var exact = Proportion.ClopperPearson(1, 4);
        Assert.Equal(exact, new RowDesign([], [], 0.95).Share([1, 0, 0, 0]));
    }

    [Fact]
    public void Values_all_alike_leave_the_room_that_chance_leaves_when_their_range_is_known()
    {
        // No event in 20 rows: up to 1 - 0.025^(1/20) = 0.1684 of all rows, each at most 5 away.
        var interval = new RowDesign([], [], 0.95).Mean([.. Enumerable.Repeat(0.0, 20)], (-1, 5));
        Assert.Equal(5 * 0.168433, interval.High, 4);
        Assert.Equal(-0.168433, interval.Low, 5);
    }

    [Fact]
    public void Values_all_alike_without_a_known_range_have_no_limits_and_say_why()
    {
        var interval = new RowDesign([], [], 0.95).Mean([2, 2, 2]);
        Assert.Equal((2, double.NaN), (interval.Value, interval.Low));
        Assert.Contains("all values are alike", interval.Method);
    }

    [Fact]
    public void Copies_of_rows_in_one_unit_say_no_more_than_one() => Gen.Double[-5, 5].Array[3, 20].Sample(values =>
    {
        var one = new RowDesign([], [], 0.95).Mean(values);
        var twice = new RowDesign([], [.. Enumerable.Range(0, 2 * values.Length).Select(i => i / 2)], 0.95).Mean([.. values.SelectMany(v => new[] { v, v })]);
        Assert.Equal(one.Low, twice.Low, 9);
        Assert.Equal(one.High, twice.High, 9);
    });

    [Fact]
    public void Rows_of_one_unit_alone_have_no_limits() => Assert.True(double.IsNaN(new RowDesign([], [7, 7, 7], 0.95).Mean([1, 2, 3]).Low));

    [Fact]
    public void Rows_all_alike_still_leave_room_when_they_are_weighted()
    {
        var share = new RowDesign([1, 1, 2, 2], [], 0.95).Share([0, 0, 0, 0]);
        Assert.Equal(0, share.Low);
        Assert.InRange(share.High, 0.5, 0.8);
    }

    [Theory]
    [InlineData(new[] { 7, 7, 7, 7 }, new[] { 1.0, 1, 1, 0 }, 0.75)]
    [InlineData(new[] { 1, 1, 2, 2 }, new[] { 1.0, 0, 1, 0 }, 0.5)]
    public void A_share_of_units_that_do_not_differ_keeps_its_value_and_leaves_room(int[] units, double[] happened, double share)
    {
        var interval = new RowDesign([], units, 0.95).Share(happened);
        Assert.Equal(share, interval.Value, 12);
        Assert.True(interval.Low < share && share < interval.High);
    }

    [Fact]
    public void Ninety_five_percent_intervals_of_units_hold_the_truth_in_ninety_five_of_a_hundred()
    {
        var held = 0;
        const int Sets = 2000;
        for (var set = 0; set < Sets; set++)
        {
            var random = SeededRandom.For(3, "units", set);
            var unit = Enumerable.Range(0, 40).Select(_ => random.NextNormal()).ToArray();
            var units = Enumerable.Range(0, 200).Select(i => i / 5).ToArray();
            double[] values = [.. units.Select(u => unit[u] + random.NextNormal())];
            var interval = new RowDesign([.. units.Select(_ => 0.5 + random.NextDouble())], units, 0.95).Mean(values);
            held += interval.Low <= 0 && interval.High >= 0 ? 1 : 0;
        }

        Assert.InRange(held, 0.935 * Sets, 0.965 * Sets);
    }
}

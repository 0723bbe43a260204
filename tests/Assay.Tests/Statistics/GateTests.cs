using Assay.Statistics;

namespace Assay.Tests.Statistics;

public class GateTests
{
    [Theory]
    [InlineData(0.02, 0.01, 0.03, Decision.Better)]
    [InlineData(0.004, 0.001, 0.007, Decision.CannotTell)]
    [InlineData(0.001, -0.003, 0.004, Decision.EqualWithinMargin)]
    [InlineData(0.01, -0.01, 0.03, Decision.CannotTell)]
    [InlineData(-0.02, -0.03, -0.01, Decision.Worse)]
    [InlineData(double.NaN, double.NaN, double.NaN, Decision.CannotTell)]
    public void Four_answers_at_a_margin_of_five_thousandths(double value, double low, double high, Decision expected) =>
        Assert.Equal(expected, Gate.Decide(new Interval(value, low, high, "test"), 0.005));

    [Fact]
    public void Without_a_margin_two_equal_models_are_equal_only_when_nothing_differs()
    {
        Assert.Equal(Decision.EqualWithinMargin, Gate.Decide(new Interval(0, 0, 0, "test"), 0));
        Assert.Equal(Decision.CannotTell, Gate.Decide(new Interval(0, -0.1, 0.1, "test"), 0));
    }

    [Fact]
    public void A_standard_error_of_one_finds_two_point_eight_with_eighty_percent_power()
    {
        var interval = new Interval(0, -1.959964, 1.959964, "test");
        Assert.Equal(2.8016, Gate.SmallestDetectable(interval), 3);
        Assert.Equal(10 + 0.8416, Gate.SmallestDetectable(interval, margin: 10), 3);
    }

    [Fact]
    public void Half_the_gain_needs_four_times_the_rows()
    {
        var interval = new Interval(0, -1, 1, "test");
        var rows = Gate.RowsNeeded(interval, 1_000_000, (1, 0));
        Assert.Equal(4, Gate.RowsNeeded(interval, 1_000_000, (0.5, 0)) / rows, 3);
        Assert.Equal(double.PositiveInfinity, Gate.RowsNeeded(interval, 1000, (0.5, 0.5)));
    }

    [Fact]
    public void What_is_detectable_at_these_rows_needs_these_rows()
    {
        var interval = new Interval(0.01, -0.02, 0.04, "test");
        Assert.InRange(Gate.RowsNeeded(interval, 500, (Gate.SmallestDetectable(interval, 0.003), 0.003)), 499, 501);
    }
}

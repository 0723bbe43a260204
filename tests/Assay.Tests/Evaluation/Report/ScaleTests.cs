using Assay.Evaluation.Report;
using CsCheck;

namespace Assay.Tests.Evaluation.Report;

public class ScaleTests
{
    [Fact]
    public void Ticks_are_round_numbers() => Assert.Equal([0, 20, 40, 60, 80, 100], new Scale(0, 100, 0, 500).Ticks(5));

    [Fact]
    public void Logarithmic_ticks_are_powers_of_ten_over_many_decades() =>
        Assert.Equal([1e2, 1e3, 1e4, 1e5, 1e6], new Scale(100, 1e6, 0, 500) { Logarithmic = true }.Ticks(5), (a, b) => Math.Abs((a / b) - 1) < 1e-9);

    [Fact]
    public void Equal_ratios_take_equal_space_on_the_logarithm()
    {
        var scale = new Scale(1, 10_000, 0, 400) { Logarithmic = true };
        Assert.Equal(100, scale.At(10), 9);
        Assert.Equal(300, scale.At(1_000), 9);
    }

    [Fact]
    public void Every_value_lands_between_the_ends_and_order_is_kept() =>
        Gen.Select(Gen.Double[-1e9, 1e9], Gen.Double[-1e9, 1e9], Gen.Double[-1e9, 1e9]).Sample((a, b, c) =>
        {
            var scale = Scale.Linear([a, b], 10, 200);
            var (low, high) = (Math.Min(a, c), Math.Max(a, c));
            return scale.At(c) is >= 10 and <= 200 && scale.At(low) <= scale.At(high);
        });

    [Fact]
    public void Ticks_lie_on_the_scale_and_are_neither_too_few_nor_too_many() =>
        Gen.Select(Gen.Double[-1e6, 1e6], Gen.Double[1e-6, 1e6]).Sample((low, width) =>
        {
            var scale = new Scale(low, low + width, 0, 100);
            var ticks = scale.Ticks(5);
            return ticks.Count is >= 2 and <= 10 && ticks.All(t => t >= low - (width * 1e-6) && t <= low + (width * 1.000001));
        });

    [Fact]
    public void Labels_of_large_ticks_are_short_and_stand_apart_inside_the_picture()
    {
        var axis = new Axis("", []) { Exactly = (0, 170_000) };
        Assert.Equal(["0", "50 k", "100 k", "150 k"], axis.Ticks(axis.Scale(8, 136), 3).Select(t => t.Text));
        foreach (var width in new[] { 60.0, 144, 300, 720 })
        {
            var labels = axis.TicksApart(axis.Scale(8, width - 8), 7, width).Select(t => (From: t.Middle - (t.Text.Length * 3.2), To: t.Middle + (t.Text.Length * 3.2))).ToList();
            Assert.All(labels, l => Assert.True(l.From >= 0 && l.To <= width));
            Assert.All(labels.Zip(labels.Skip(1)), p => Assert.True(p.First.To < p.Second.From));
        }

        Assert.Equal(["12.5 k", "13.0 k"], new Axis("", []) { Exactly = (12_400, 13_100) }.Ticks(new Scale(12_400, 13_100, 0, 100), 2).Select(t => t.Text));
    }

    [Fact]
    public void A_single_value_or_none_still_makes_a_scale()
    {
        Assert.InRange(Scale.Linear([3], 0, 10).At(3), 4.9, 5.1);
        Assert.True(double.IsFinite(Scale.Linear([], 0, 10).At(0)));
        Assert.True(double.IsFinite(Scale.Log([0, -1, double.NaN], 0, 10).At(5)));
    }
}

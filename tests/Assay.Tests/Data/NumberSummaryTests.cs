using Assay.Data;
using CsCheck;

namespace Assay.Tests.Data;

public sealed class NumberSummaryTests
{
    [Fact]
    public void Missing_values_count_in_nothing()
    {
        Assert.Equal(new NumberSummary(3, -2, 7, Whole: true), NumberSummary.Of([7, double.NaN, -2, 0, double.NaN]));
        Assert.Equal(0, NumberSummary.Of([double.NaN]).Present);
    }

    [Fact]
    public void Infinite_values_are_seen() => Assert.True(NumberSummary.Of([1, double.NegativeInfinity, 2]).HasInfinite);

    [Fact]
    public void It_is_what_a_plain_loop_finds() => Gen.Double[-1e6, 1e6].Select(Gen.Int[0, 3], Round).Array[1, 70].Sample(values =>
    {
        var present = values.Where(v => !double.IsNaN(v)).ToArray();
        var summary = NumberSummary.Of(values);
        Assert.Equal(present.Length, summary.Present);
        Assert.Equal(present.All(v => Math.Floor(v) == v), summary.Whole);
        Assert.Equal(present.Append(double.PositiveInfinity).Min(), summary.Minimum);
        Assert.Equal(present.Append(double.NegativeInfinity).Max(), summary.Maximum);
    });

    [Fact]
    public void Whole_numbers_hash_alike_one_by_one_and_many_at_a_time() => Gen.Long.Select(Gen.Int[0, 63], (value, shift) => value >> shift).Array[0, 40].Sample(values =>
    {
        var many = values.ToArray();
        CellHash.WholeBits(many, inexact: !CellHash.AreExact(many));
        Assert.Equal(values.Select(CellHash.WholeBits), many.Select(bits => (ulong)bits));
        Assert.Equal(values.All(CellHash.IsExact), CellHash.AreExact(values));
    });

    // One value in four is missing, one may have a fraction, two are whole.
    private static double Round(double value, int choice) => choice == 0 ? double.NaN : choice == 1 ? value : Math.Round(value);
}

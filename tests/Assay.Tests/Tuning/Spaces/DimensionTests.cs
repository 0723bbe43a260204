using Assay.Tuning.Spaces;
using CsCheck;

namespace Assay.Tests.Tuning.Spaces;

public class DimensionTests
{
    [Fact]
    public void The_middle_of_a_logarithmic_range_is_its_geometric_mean() =>
        Assert.Equal(0.01, Dimension.Float("lr", 1e-4, 1).Log().FromUnit(0.5), 12);

    [Fact]
    public void Every_whole_number_owns_the_same_share_of_the_unit_range() =>
        Assert.Equal([1, 1, 2, 2, 3, 3], new[] { 0, 0.33, 0.34, 0.66, 0.67, 1 }.Select(Dimension.Int("n", 1, 3).FromUnit));

    [Fact]
    public void Steps_start_at_the_lower_limit() =>
        Assert.Equal([0.1, 0.3, 0.5], new[] { 0, 0.5, 1 }.Select(u => Math.Round(Dimension.Float("x", 0.1, 0.6).By(0.2).FromUnit(u), 12)));

    [Fact]
    public void A_code_survives_its_unit_position() => Gen.Select(Gen.Double[0, 1], Gen.Int[0, 5]).Sample((unit, kind) =>
    {
        var dimension = Some[kind];
        var code = dimension.FromUnit(unit);
        Assert.InRange(code, dimension.Low, dimension.High);
        Assert.Equal(code, dimension.FromUnit(dimension.ToUnit(code)), 9);
        Assert.Equal(code, dimension.Code(dimension.Text(code)));
    });

    [Fact]
    public void A_dimension_says_itself_as_the_space_file_would()
    {
        foreach (var dimension in Some)
        {
            Assert.Equal(dimension.ToString(), Space.Parse(new Space([dimension]).ToString()).Dimensions[0].ToString());
        }
    }

    [Theory]
    [InlineData(2, 1, "from 2 to 1")]
    [InlineData(double.NaN, 1, "from NaN")]
    public void Refuses_limits_that_are_no_range(double low, double high, string told)
    {
        var fault = Assert.Throws<AssayException>(() => Dimension.Float("x", low, high));
        Assert.Equal("usage.space-range", fault.Code);
        Assert.Contains(told, fault.Message);
    }

    [Fact]
    public void Refuses_a_logarithm_from_zero() => Assert.Contains("above 0", Assert.Throws<AssayException>(() => Dimension.Float("x", 0, 1).Log()).Message);

    [Fact]
    public void Refuses_a_choice_given_twice() =>
        Assert.Equal("usage.space-choices", Assert.Throws<AssayException>(() => Dimension.Category("k", "a", "b", "a")).Code);

    [Fact]
    public void More_choices_keep_the_positions_of_the_known_ones()
    {
        var wider = Dimension.Category("k", "a", "b").With("c", "a");
        Assert.Equal(["a", "b", "c"], wider.Choices);
        Assert.Equal(1, wider.Code("b"));
    }

    private static Dimension[] Some =>
    [
        Dimension.Float("x", -2, 3), Dimension.Float("x", 1e-6, 10).Log(), Dimension.Float("x", 0, 1).By(0.25), Dimension.Int("x", 1, 1000).Log(),
        Dimension.Int("x", 4, 64).By(4), Dimension.Ordinal("x", "low", "mid", "high"),
    ];
}

using System.Globalization;
using Assay.Evaluation.Report;
using Assay.Statistics;
using CsCheck;

namespace Assay.Tests.Evaluation.Report;

public class FiguresTests
{
    [Theory]
    [InlineData(0.92741, 0.0031, "0.9274 (0.9243 to 0.9305)")]
    [InlineData(0.92741, 0.0041, "0.9274 (0.9233 to 0.9315)")]
    [InlineData(0.87, 0.06, "0.870 (0.810 to 0.930)")]
    [InlineData(0.87, 0.08, "0.87 (0.79 to 0.95)")]
    [InlineData(42.13, 0.61, "42.13 (41.52 to 42.74)")]
    [InlineData(71.2, 4.2, "71.2 (67.0 to 75.4)")]
    [InlineData(12345.6, 250, "12,346 (12,096 to 12,596)")]
    [InlineData(-0.00004, 0.3, "0.00 (-0.30 to 0.30)")]
    [InlineData(0.5, 0, "0.5000 (0.5000 to 0.5000)")]
    [InlineData(1.23e-9, 2e-11, "1.23e-9 (1.21e-9 to 1.25e-9)")]
    public void A_value_has_the_digits_its_interval_supports(double value, double half, string expected) =>
        Assert.Equal(expected, Figures.Of(SampleOutcomes.Around(value, half)));

    [Fact]
    public void An_undefined_value_says_why() => Assert.Equal("undefined (one class only)", Figures.Of(Interval.None("one class only")));

    [Fact]
    public void A_value_without_limits_stands_alone() => Assert.Equal("0.9274", Figures.Of(new Interval(0.92741, double.NaN, double.NaN, "none")));

    [Theory]
    [InlineData(0.002, "0.002")]
    [InlineData(13, "13")]
    [InlineData(100, "100")]
    [InlineData(0.7, "0.7")]
    [InlineData(13612.3, "13,612")]
    [InlineData(0.0000412, "0.000041")]
    public void A_given_number_shows_no_zeros_of_precision(double value, string expected) => Assert.Equal(expected, Figures.Given(value));

    [Theory]
    [InlineData(0.0004, "< 0.001")]
    [InlineData(0.012, "0.012")]
    [InlineData(0.05, "0.050")]
    [InlineData(0.0503, "0.0503")]
    [InlineData(0.04996, "0.04996")]
    [InlineData(0.0551, "0.055")]
    public void A_p_value_shows_on_which_side_of_the_level_it_lies(double p, string expected) => Assert.Equal(expected, Figures.Probability(p));

    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(512, "512 B")]
    [InlineData(12_400, "12.4 kB")]
    [InlineData(999_499, "999 kB")]
    [InlineData(999_600, "1.00 MB")]
    [InlineData(3_100_000_000, "3.10 GB")]
    public void Bytes_have_decimal_units(long bytes, string expected) => Assert.Equal(expected, Figures.Bytes(bytes));

    [Theory]
    [InlineData(0, "0 s")]
    [InlineData(0.001, "< 0.01 s")]
    [InlineData(0.04, "0.04 s")]
    [InlineData(3.21, "3.2 s")]
    [InlineData(59.6, "1 min 00 s")]
    [InlineData(72, "1 min 12 s")]
    [InlineData(7500, "2 h 05 min")]
    [InlineData(double.NaN, "undefined")]
    public void Seconds_have_units_that_fit(double seconds, string expected) => Assert.Equal(expected, Figures.Seconds(seconds));

    [Theory]
    [InlineData(0, "0 %")]
    [InlineData(0.0001, "< 0.1 %")]
    [InlineData(0.076, "7.6 %")]
    [InlineData(0.9999, "> 99.9 %")]
    [InlineData(1, "100 %")]
    public void A_share_never_rounds_to_nothing_or_all(double share, string expected) => Assert.Equal(expected, Figures.Share(share));

    [Fact]
    public void Reading_a_figure_back_misses_the_value_by_at_most_half_the_last_digit() =>
        Gen.Select(Gen.Double[-1e6, 1e6], Gen.Double[1e-5, 1e4]).Sample((value, half) =>
        {
            var interval = SampleOutcomes.Around(value, half);
            var read = double.Parse(Figures.Value(interval), CultureInfo.InvariantCulture);
            return Math.Abs(read - value) <= 0.5000001 * Math.Pow(10, -Figures.Decimals(interval)) && Math.Pow(10, -Figures.Decimals(interval)) <= Math.Max(1, half);
        });
}

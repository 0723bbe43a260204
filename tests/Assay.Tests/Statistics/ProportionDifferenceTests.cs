using Assay.Statistics;
using CsCheck;

namespace Assay.Tests.Statistics;

public class ProportionDifferenceTests
{
    // Newcombe, Statistics in Medicine 17, 1998, table II, method 10.
    [Theory]
    [InlineData(56, 70, 48, 80, 0.0524, 0.3339)]
    [InlineData(9, 10, 3, 10, 0.1705, 0.8090)]
    [InlineData(5, 56, 0, 29, -0.0381, 0.1926)]
    [InlineData(10, 10, 0, 10, 0.6075, 1.0000)]
    public void Limits_are_those_of_the_paper(double a, double n, double b, double m, double low, double high)
    {
        var interval = ProportionDifference.Newcombe((a, n), (b, m)).Difference;
        Assert.Equal((a / n) - (b / m), interval.Value, 12);
        Assert.Equal(low, interval.Low, 4);
        Assert.Equal(high, interval.High, 4);
    }

    // z = 0.2 / sqrt(104/150 x 46/150 x (1/70 + 1/80)) = 2.65017, squared the uncorrected chi-squared test of the table.
    [Fact]
    public void The_p_value_is_that_of_the_pooled_test() =>
        Assert.Equal(0.0080, ProportionDifference.Newcombe((56, 70), (48, 80)).P, 4);

    [Fact]
    public void Two_shares_of_nothing_do_not_differ() => Assert.Equal(1, ProportionDifference.Newcombe((0, 5), (0, 9)).P);

    [Fact]
    public void No_rows_on_one_side_give_no_interval() => Assert.NotNull(ProportionDifference.Newcombe((0, 0), (1, 2)).Difference.Undefined);

    [Fact]
    public void Exchanging_the_sides_turns_the_interval_round() =>
        Gen.Select(Gen.Int[0, 50], Gen.Int[1, 50], Gen.Int[0, 50], Gen.Int[1, 50]).Where((a, n, b, m) => a <= n && b <= m).Sample((a, n, b, m) =>
        {
            var (one, other) = (ProportionDifference.Newcombe((a, n), (b, m)), ProportionDifference.Newcombe((b, m), (a, n)));
            return Math.Abs(one.Difference.Low + other.Difference.High) < 1e-12 && one.Difference.Low <= one.Difference.Value && one.Difference.Value <= one.Difference.High && one.Difference.Low >= -1 - 1e-12 && Math.Abs(one.P - other.P) < 1e-12;
        });
}

using Assay.Numerics;
using Assay.Statistics;
using CsCheck;

namespace Assay.Tests.Statistics;

public class ClusterMeanTests
{
    [Fact]
    public void Two_units_worked_by_hand()
    {
        // Mean 4; sums of distances -4 and 4; variance 2/1 x 32 / 16 = 4; t of one degree at 95 % is 12.7062.
        var interval = ClusterMean.Of([1, 3, 5, 7], new BootstrapOptions { Units = [8, 8, 2, 2] });
        Assert.Equal(4, interval.Value);
        Assert.Equal(4 - (2 * 12.706204736432095), interval.Low, 1e-9);
        Assert.Equal(4 + (2 * 12.706204736432095), interval.High, 1e-9);
    }

    [Fact]
    public void Every_row_its_own_unit_is_the_t_interval() => Gen.Double[-5, 5].Array[3, 40].Where(v => v.Distinct().Count() > 1).Sample(values =>
    {
        var plain = CorrectedResampledT.Of(values, 0).Mean;
        var robust = ClusterMean.Of(values, new BootstrapOptions());
        return Math.Abs(plain.Low - robust.Low) < 1e-9 * (1 + Math.Abs(plain.Low)) && Math.Abs(plain.High - robust.High) < 1e-9 * (1 + Math.Abs(plain.High));
    }, iter: 100);

    [Fact]
    public void Copies_within_a_unit_change_nothing()
    {
        var few = ClusterMean.Of([1, 2, 4, 9], new BootstrapOptions());
        var copied = ClusterMean.Of([1, 1, 2, 2, 4, 4, 9, 9], new BootstrapOptions { Units = [0, 0, 1, 1, 2, 2, 3, 3] });
        var weighted = ClusterMean.Of([1, 2, 4, 9], new BootstrapOptions { RowWeights = [2, 2, 2, 2] });
        Assert.Equal(few.Low, copied.Low, 1e-12);
        Assert.Equal(few.High, weighted.High, 1e-12);
    }

    [Fact]
    public void Agrees_with_statsmodels()
    {
        // statsmodels 0.13.5: OLS(v, ones).fit(cov_type="cluster", cov_kwds={"groups": g, "use_correction": False}) with variance x G / (G - 1), t of G - 1.
        var interval = ClusterMean.Of([0.2, 1.4, -0.3, 2.2, 0.9, 1.1, 3.0], new BootstrapOptions { Units = [1, 1, 2, 2, 3, 3, 3] });
        Assert.Equal(1.2142857142857142, interval.Value, 1e-12);
        Assert.Equal(-0.04714527890012565, interval.Low, 1e-9);
        Assert.Equal(2.475716707471554, interval.High, 1e-9);
    }

    [Fact]
    public void One_unit_has_no_interval_and_says_so() =>
        Assert.Contains("only one unit", ClusterMean.Of([1, 2], new BootstrapOptions { Units = [3, 3] }).Method);
}

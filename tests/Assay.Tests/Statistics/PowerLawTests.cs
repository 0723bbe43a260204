using Assay.Numerics;
using Assay.Statistics;

namespace Assay.Tests.Statistics;

public class PowerLawTests
{
    private static readonly double[] Sizes = [100, 200, 400, 800, 1600, 3200];

    [Fact]
    public void An_exact_law_is_found_again()
    {
        var law = PowerLaw.Fit(Sizes, [.. Sizes.Select(n => 0.05 + (2 * Math.Pow(n, -0.6)))]);
        Assert.Equal(0.05, law.Limit, 5);
        Assert.Equal(2, law.Scale, 3);
        Assert.Equal(0.6, law.Exponent, 4);
        Assert.Equal("error = 0.05 + 2 n^-0.6", law.ToString());
    }

    [Fact]
    public void The_band_holds_the_truth_and_grows_beyond_the_points()
    {
        var random = new SeededRandom(3);
        double Law(double n) => 0.1 + Math.Pow(n, -0.5);
        double[] noisy = [.. Sizes.Select(n => Law(n) + (0.002 * random.NextNormal()))];
        var law = PowerLaw.Fit(Sizes, noisy, [.. Sizes.Select(_ => 1 / (0.002 * 0.002))], seed: 1);
        var (inside, beyond) = (law.Band(800), law.Band(12800));
        Assert.InRange(Law(800), inside.Low, inside.High);
        Assert.InRange(Law(12800), beyond.Low, beyond.High);
        Assert.True(beyond.High - beyond.Low > inside.High - inside.Low);
    }

    [Fact]
    public void The_same_seed_gives_the_same_band()
    {
        double[] errors = [0.4, 0.33, 0.3, 0.27, 0.262, 0.25];
        Assert.Equal(PowerLaw.Fit(Sizes, errors, seed: 5).Band(5000), PowerLaw.Fit(Sizes, errors, seed: 5).Band(5000));
    }

    [Theory]
    [InlineData(new[] { 0.2, 0.21, 0.22, 0.25, 0.3, 0.4 }, "does not fall")]
    [InlineData(new[] { 0.2, double.NaN, 0.22, 0.25, 0.3, 0.4 }, "finite")]
    public void Why_there_is_no_law_is_said(double[] errors, string reason)
    {
        var law = PowerLaw.Fit(Sizes, errors);
        Assert.Contains(reason, law.Undefined);
        Assert.Equal(law.Undefined, law.Band(100).Undefined);
        Assert.True(double.IsNaN(law.At(100)));
    }

    [Fact]
    public void Three_sizes_are_too_few() => Assert.Contains("at least 4", PowerLaw.Fit([100, 200, 400], [0.3, 0.2, 0.1]).Undefined);
}

using Assay.Statistics;

namespace Assay.Tests.Statistics;

public class CorrectedResampledTTests
{
    [Fact]
    public void The_correction_multiplies_the_variance()
    {
        // Mean 3, variance 2.5, so t = 3 / sqrt(2.5 (1/5 + 1/4)).
        var test = CorrectedResampledT.Of([1, 2, 3, 4, 5], 0.25);
        Assert.Equal(3 / Math.Sqrt(2.5 * 0.45), test.T, 12);
        Assert.Equal(4, test.Degrees);
        Assert.InRange(test.P, 0.04, 0.06);
    }

    [Fact]
    public void Without_correction_it_is_the_paired_t_test() => Assert.Equal(3 / Math.Sqrt(0.5), CorrectedResampledT.Of([1, 2, 3, 4, 5], 0).T, 12);

    [Fact]
    public void Equal_differences_are_undefined_with_a_reason() => Assert.Contains("variance is zero", CorrectedResampledT.Of([0.1, 0.1, 0.1], 0.25).Undefined);
}

using Assay.Evaluation.Slices;
using Assay.Numerics;

namespace Assay.Tests.Evaluation.Slices;

public class PearsonThreeTests
{
    [Fact]
    public void Without_skewness_it_is_the_normal_tail()
    {
        Assert.Equal(Tails.NormalBelow(-2), PearsonThree.Above(2, 0), 15);
        Assert.Equal(Tails.NormalBelow(-2), PearsonThree.Above(2, 0.0051), 3);
        Assert.Equal(Tails.NormalBelow(-2), PearsonThree.Above(2, -0.0051), 3);
    }

    [Fact]
    public void Of_an_exponential_number_it_is_the_exponential_tail()
    {
        // Skewness 2: P(X - 1 >= z) = exp(-(1 + z)).
        Assert.Equal(Math.Exp(-4), PearsonThree.Above(3, 2), 12);
        Assert.Equal(1, PearsonThree.Above(-1.5, 2));
        Assert.Equal(1 - Math.Exp(-0.5), PearsonThree.Above(0.5, -2), 12);
        Assert.Equal(0, PearsonThree.Above(1.5, -2));
    }

    [Fact]
    public void The_skewness_of_a_sum_is_that_of_the_hypergeometric_distribution()
    {
        // 30 of 200 rows wrong, 40 drawn. Hypergeometric skewness: (N - 2K)(N - 1)^(1/2)(N - 2n) / ((n K (N - K)(N - n))^(1/2) (N - 2)).
        double n = 200, wrong = 30, drawn = 40;
        var expected = (n - (2 * wrong)) * Math.Sqrt(n - 1) * (n - (2 * drawn)) / (Math.Sqrt(drawn * wrong * (n - wrong) * (n - drawn)) * (n - 2));
        var share = wrong / n;
        Assert.Equal(expected, PearsonThree.OfSum((1 - (2 * share)) / Math.Sqrt(share * (1 - share)), 40, 200), 10);
    }
}

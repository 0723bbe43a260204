using Assay.Statistics;
using CsCheck;

namespace Assay.Tests.Statistics;

public class AdjustedPTests
{
    [Fact]
    public void Holm_by_hand() => Assert.Equal([0.03, 0.06, 0.06, 0.02], AdjustedP.Holm([0.01, 0.03, 0.04, 0.005]).Select(p => Math.Round(p, 12)));

    [Fact]
    public void Weighted_Holm_by_hand() =>
        // Per weight 0.02/2, 0.03/1, 0.04/1: times 4, then times 2, then times 1, never falling.
        Assert.Equal([0.04, 0.06, 0.06], AdjustedP.Holm([0.02, 0.03, 0.04], [2.0, 1, 1]).Select(p => Math.Round(p, 12)));

    [Fact]
    public void Equal_weights_are_plain_Holm() =>
        Gen.Double[0, 1].Array[1, 30].Sample(p =>
            AdjustedP.Holm(p).Zip(AdjustedP.Holm(p, [.. p.Select(_ => 3.0)])).All(pair => Math.Abs(pair.First - pair.Second) < 1e-12));

    [Fact]
    public void Weights_must_line_up_and_be_above_zero()
    {
        Assert.Throws<ArgumentException>(() => AdjustedP.Holm([0.1, 0.2], [1.0]));
        Assert.Throws<ArgumentOutOfRangeException>(() => AdjustedP.Holm([0.1, 0.2], [1.0, 0]));
    }

    [Fact]
    public void Benjamini_Hochberg_by_hand() =>
        Assert.Equal([0.02, 0.04, 0.04, 0.02], AdjustedP.BenjaminiHochberg([0.01, 0.03, 0.04, 0.005]).Select(p => Math.Round(p, 12)));

    [Fact]
    public void Each_is_between_the_p_value_and_Bonferroni() =>
        Gen.Double[0, 1].Array[1, 30].Sample(p =>
        {
            var bonferroni = AdjustedP.Bonferroni(p);
            return new[] { AdjustedP.Holm(p), AdjustedP.Hommel(p), AdjustedP.Hochberg(p), AdjustedP.BenjaminiHochberg(p) }
                .All(adjusted => adjusted.Select((a, i) => a >= p[i] - 1e-15 && a <= bonferroni[i] + 1e-12).All(ok => ok));
        });

    [Fact]
    public void A_p_value_outside_its_range_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => AdjustedP.Holm([0.1, 1.2]));
}

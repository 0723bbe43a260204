using Assay.Evaluation.Slices;
using Assay.Numerics;

namespace Assay.Tests.Evaluation.Slices;

public class SelectionShrinkageTests
{
    [Fact]
    public void A_difference_far_above_its_threshold_stays_as_it_is()
    {
        var corrected = SelectionShrinkage.Of(0.5, 0.02, 0.1);
        Assert.Equal(0.5, corrected.Value, 6);
        Assert.Equal(0.5 - (1.959964 * 0.02), corrected.Low, 6);
        Assert.Equal(0.5 + (1.959964 * 0.02), corrected.High, 6);
    }

    [Fact]
    public void Limits_solve_the_distribution_that_is_cut_off()
    {
        var (seen, error, threshold) = (0.1, 0.02, 0.09);
        var corrected = SelectionShrinkage.Of(seen, error, threshold);
        foreach (var (truth, chance) in new[] { (corrected.Low, 0.025), (corrected.High, 0.975) })
        {
            var reported = Tails.NormalBelow(-(threshold - truth) / error) + Tails.NormalBelow(-(threshold + truth) / error);
            Assert.Equal(chance, Tails.NormalBelow(-(seen - truth) / error) / reported, 6);
        }

        Assert.InRange(corrected.Value, corrected.Low, seen);
    }

    [Fact]
    public void What_was_just_enough_is_shrunk_much_but_not_beyond_reason()
    {
        var corrected = SelectionShrinkage.Of(0.0801, 0.02, 0.08);
        Assert.InRange(corrected.Value, 0.02, 0.06);
        Assert.InRange(corrected.Low, -0.02, 0.01);
        var turned = SelectionShrinkage.Of(-0.0801, 0.02, 0.08);
        Assert.Equal((-corrected.Value, -corrected.High, -corrected.Low), (turned.Value, turned.Low, turned.High));
    }

    [Fact]
    public void The_interval_covers_the_truth_of_what_is_reported()
    {
        var random = new SeededRandom(1);
        foreach (var truth in new[] { 0.0, 1.0, 2.5, 4.0 })
        {
            var (reported, covered, plain, bias, naive) = (0, 0, 0, 0.0, 0.0);
            while (reported < 2000)
            {
                var seen = truth + random.NextNormal();
                if (Math.Abs(seen) > 2)
                {
                    var corrected = SelectionShrinkage.Of(seen, 1, 2);
                    reported++;
                    covered += corrected.Low <= truth && truth <= corrected.High ? 1 : 0;
                    plain += Math.Abs(seen - truth) <= 1.96 ? 1 : 0;
                    (bias, naive) = (bias + corrected.Value - truth, naive + seen - truth);
                }
            }

            Assert.InRange(covered / 2000.0, 0.935, 0.965);
            Assert.True(truth > 0 || plain == 0);
            Assert.True(truth is 0 or 4 || Math.Abs(bias) < Math.Abs(naive), $"{truth}: {bias / 2000} {naive / 2000}");
        }
    }
}

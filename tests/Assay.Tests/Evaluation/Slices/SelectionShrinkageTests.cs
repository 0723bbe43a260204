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
        foreach (var (truth, chance) in new[] { (corrected.Low, 0.025), (corrected.High, 0.975), (corrected.Value, 0.5) })
        {
            Assert.Equal(chance, Tails.NormalBelow(-(seen - truth) / error) / Tails.NormalBelow(-(threshold - truth) / error), 6);
        }

        Assert.True(corrected.Value < seen);
    }

    [Fact]
    public void Less_than_nothing_is_nothing_and_signs_turn_the_limits()
    {
        var corrected = SelectionShrinkage.Of(0.0901, 0.02, 0.09);
        Assert.Equal(0, corrected.Value);
        Assert.True(double.IsFinite(corrected.Low) && corrected.Low < 0);
        var turned = SelectionShrinkage.Of(-0.1, 0.02, 0.09);
        var plain = SelectionShrinkage.Of(0.1, 0.02, 0.09);
        Assert.Equal((-plain.Value, -plain.High, -plain.Low), (turned.Value, turned.Low, turned.High));
    }

    [Fact]
    public void The_interval_covers_the_truth_of_what_is_reported()
    {
        var random = new SeededRandom(1);
        foreach (var truth in new[] { 0.0, 1.0, 2.5, 4.0 })
        {
            var (reported, covered, plain) = (0, 0, 0);
            while (reported < 2000)
            {
                // Seen only when above 2: by the inverse of the tail.
                var seen = truth - Tails.NormalQuantile(random.NextDouble() * Tails.NormalBelow(truth - 2));
                var corrected = SelectionShrinkage.Of(seen, 1, 2);
                reported++;
                covered += corrected.Low <= truth && truth <= corrected.High ? 1 : 0;
                plain += Math.Abs(seen - truth) <= 1.96 ? 1 : 0;
            }

            Assert.InRange(covered / 2000.0, 0.935, 0.965);
            Assert.True(truth > 0 || plain == 0);
        }
    }
}

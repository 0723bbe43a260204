using Assay.Evaluation.Calibration;
using Assay.Evaluation.Rows;

namespace Assay.Tests.Evaluation.Calibration;

public class CalibrationGapTests
{
    [Fact]
    public void Fifty_sure_rows_that_all_come_true_prove_nothing_against_the_model()
    {
        // At 0.95 each, all fifty happen with a chance of 7.7 %.
        var gap = CalibrationGap.Of([.. Enumerable.Repeat(0.95, 50)], [.. Enumerable.Repeat(1.0, 50)], [[.. Enumerable.Range(0, 50)]], new RowDesign([], [], 0.95));
        Assert.Equal(0, gap.Low);
        Assert.True(gap.High > 0.05);
    }

    [Fact]
    public void A_bin_by_hand()
    {
        // Ten rows at 0.2 of which five happen: the gap is 0.3, its variance 0.25 / 9.
        double[] happened = [1, 1, 1, 1, 1, 0, 0, 0, 0, 0];
        var gap = CalibrationGap.Of([.. Enumerable.Repeat(0.2, 10)], happened, [[.. Enumerable.Range(0, 10)]], new RowDesign([], [], 0.95));
        Assert.Equal(Math.Sqrt(0.09 - (0.25 / 9)), gap.Value, 3);
    }
}

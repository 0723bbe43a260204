using Assay.Numerics;

namespace Assay.Statistics;

/// <summary>t test of differences over overlapping training sets, such as cross-validation folds.</summary>
/// <remarks>
/// Fold scores share training rows, so their plain variance is far too small; the variance is multiplied by 1/J + test/train.
/// Source: Nadeau and Bengio, Machine Learning 52, 2003, section 4.
/// </remarks>
public static class CorrectedResampledT
{
    /// <summary>The test of differences, one a fold, against a mean of 0.</summary>
    /// <param name="differences">J differences, in any order.</param>
    /// <param name="testToTrain">Test rows over training rows of a fold; 0.25 for five folds. 0 gives the plain paired t test.</param>
    /// <param name="level">Of the interval of the mean difference.</param>
    public static TTest Of(ReadOnlySpan<double> differences, double testToTrain, double level = 0.95)
    {
        var count = differences.Length;
        if (count < 2)
        {
            return TTest.None($"{count} differences have no variance");
        }

        var mean = Sums.Mean(differences);
        var variance = Sums.Squares(differences, mean) / (count - 1);
        // Equal differences give a variance of rounding only.
        if (variance <= 1e-30 * mean * mean || variance == 0)
        {
            return TTest.None("all differences are the same: their variance is zero");
        }

        var deviation = Math.Sqrt(variance * ((1.0 / count) + testToTrain));
        var half = Tails.StudentOfLevel(level, count - 1) * deviation;
        var method = testToTrain > 0 ? "corrected resampled t" : "paired t";
        var interval = new Interval(mean, mean - half, mean + half, method) { Level = level };
        return new(mean / deviation, Tails.StudentTwoSided(mean / deviation, count - 1), count - 1) { Mean = interval };
    }
}

using Assay.Numerics;

namespace Assay.Statistics;

/// <summary>Tests of two learners over five repeats of two-fold cross-validation.</summary>
/// <param name="T">Dietterich's t, from the first difference, five degrees of freedom.</param>
/// <param name="F">Alpaydin's F(10, 5), from all ten differences; less at the mercy of their order.</param>
/// <remarks>Source: Dietterich, Neural Computation 10, 1998; Alpaydin, Neural Computation 11, 1999.</remarks>
public sealed record FiveByTwo(TestResult T, TestResult F)
{
    /// <summary>The tests.</summary>
    /// <param name="differences">Ten differences: both folds of the first repeat, of the second, and so on.</param>
    /// <exception cref="ArgumentException">There are not ten.</exception>
    public static FiveByTwo Of(ReadOnlySpan<double> differences)
    {
        if (differences.Length != 10)
        {
            throw new ArgumentException($"Five repeats of two folds give 10 differences, not {differences.Length}.", nameof(differences));
        }

        var (variances, squares) = (0.0, 0.0);
        for (var repeat = 0; repeat < 10; repeat += 2)
        {
            var (first, second) = (differences[repeat], differences[repeat + 1]);
            var mean = (first + second) / 2;
            variances += ((first - mean) * (first - mean)) + ((second - mean) * (second - mean));
            squares += (first * first) + (second * second);
        }

        var t = differences[0] / Math.Sqrt(variances / 5);
        var f = squares / (2 * variances);
        return new(new(t, Tails.StudentTwoSided(t, 5)), new(f, Tails.FisherAbove(f, 10, 5)));
    }
}

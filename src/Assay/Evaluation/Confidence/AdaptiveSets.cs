using Assay.Data;
using Assay.Numerics;

namespace Assay.Evaluation.Confidence;

/// <summary>Sets filled from the most probable class down until their probability is enough: larger where the model is unsure.</summary>
/// <remarks>The last class counts with a random part of its probability, without which sets hold the truth more often than promised. Source: Romano, Sesia and Candes, NeurIPS 2020.</remarks>
[Named("adaptive")]
internal sealed class AdaptiveSets : ConformalMethod
{
    /// <inheritdoc/>
    public override bool Supports(LearningTask task, bool withLimits) => task != LearningTask.Regression;

    /// <inheritdoc/>
    public override ConformalScores Score(ConformalRows rows, int[] learn, SeededRandom random)
    {
        var (probabilities, classes) = (rows.Judged.Probabilities(), Math.Max(2, rows.Judged.Outputs));
        var left = new double[rows.Judged.Count];
        for (var row = 0; row < left.Length; row++)
        {
            left[row] = 1 - random.NextDouble();
        }

        return new(
            [.. rows.Judged.Truth.Select((t, row) => Of(probabilities.AsSpan(row * classes, classes), (int)t, left[row]))],
            (row, threshold) =>
            {
                var own = probabilities.AsSpan(row * classes, classes);
                var held = 0;
                for (var k = 0; k < own.Length; k++)
                {
                    held += Of(own, k, left[row]) <= threshold ? 1 : 0;
                }

                return held;
            });
    }

    // The probability of all classes at least as likely, of equal ones those before it, less the random part of its own.
    private static double Of(ReadOnlySpan<double> probabilities, int label, double left)
    {
        var (sum, own) = (0.0, probabilities[label]);
        for (var k = 0; k < probabilities.Length; k++)
        {
            sum += probabilities[k] > own || (probabilities[k] == own && k <= label) ? probabilities[k] : 0;
        }

        return sum - (left * own);
    }
}

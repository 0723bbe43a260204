using Assay.Data;
using Assay.Numerics;
using Assay.Statistics;

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
        var scores = new double[probabilities.Length];
        for (var start = 0; start < scores.Length; start += classes)
        {
            var left = 1 - random.NextDouble();
            var row = probabilities[start..(start + classes)];
            var cumulative = Conformal.Cumulative(row);
            for (var k = 0; k < classes; k++)
            {
                scores[start + k] = cumulative[k] - (left * row[k]);
            }
        }

        return new(
            [.. rows.Judged.Truth.Select((t, i) => scores[(i * classes) + (int)t])],
            (row, threshold) => scores.AsSpan(row * classes, classes).ToArray().Count(s => s <= threshold));
    }
}

using Assay.Data;
using Assay.Numerics;
using Assay.Statistics;

namespace Assay.Evaluation.Confidence;

/// <summary>Sets of all classes above one probability: the smallest sets on average, some of them empty.</summary>
/// <remarks>Source: Sadinle, Lei and Wasserman, JASA 114, 2019.</remarks>
[Named("least-ambiguous")]
internal sealed class LeastAmbiguous : ConformalMethod
{
    /// <inheritdoc/>
    public override bool Supports(LearningTask task, bool withLimits) => task != LearningTask.Regression;

    /// <inheritdoc/>
    public override ConformalScores Score(ConformalRows rows, int[] learn, SeededRandom random)
    {
        var (probabilities, classes) = (rows.Judged.Probabilities(), Math.Max(2, rows.Judged.Outputs));
        return new(
            Conformal.LeastAmbiguousScores(probabilities, [.. rows.Judged.Truth.Select(t => (int)t)], classes),
            (row, threshold) =>
            {
                var held = 0;
                foreach (var p in probabilities.AsSpan(row * classes, classes))
                {
                    held += 1 - p <= threshold ? 1 : 0;
                }

                return held;
            });
    }
}

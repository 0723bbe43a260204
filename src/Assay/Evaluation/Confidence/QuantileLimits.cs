using Assay.Data;
using Assay.Numerics;

namespace Assay.Evaluation.Confidence;

/// <summary>Intervals somebody predicted, moved outwards or inwards by what they miss.</summary>
/// <remarks>Source: Romano, Patterson and Candes, NeurIPS 2019 (conformalised quantile regression).</remarks>
[Named("quantile-limits")]
internal sealed class QuantileLimits : ConformalMethod
{
    /// <inheritdoc/>
    public override bool Supports(LearningTask task, bool withLimits) => task == LearningTask.Regression && withLimits;

    /// <inheritdoc/>
    public override ConformalScores Score(ConformalRows rows, int[] learn, SeededRandom random) => new(
        [.. rows.Judged.Truth.Select((t, i) => Math.Max(rows.Low[i] - t, t - rows.High[i]))],
        (row, threshold) => Math.Max(0, rows.High[row] - rows.Low[row] + (2 * threshold)));
}

using Assay.Data;
using Assay.Numerics;

namespace Assay.Evaluation.Confidence;

/// <summary>Intervals of one width for all rows: the prediction plus and minus a quantile of the residuals.</summary>
/// <remarks>Source: Lei, G'Sell, Rinaldo, Tibshirani and Wasserman, JASA 113, 2018.</remarks>
[Named("residual")]
internal sealed class AbsoluteResidual : ConformalMethod
{
    /// <inheritdoc/>
    public override bool Supports(LearningTask task, bool withLimits) => task == LearningTask.Regression;

    /// <inheritdoc/>
    public override ConformalScores Score(ConformalRows rows, int[] learn, SeededRandom random) =>
        new([.. rows.Judged.Truth.Select((t, i) => Math.Abs(t - rows.Judged.Predicted[i]))], (_, threshold) => 2 * threshold);
}

using Assay.Data;
using Assay.Evaluation.Calibration;
using Assay.Numerics;

namespace Assay.Evaluation.Confidence;

/// <summary>Intervals as wide as residuals usually are for predictions of that size.</summary>
/// <remarks>The scale is the mean absolute residual in ten bins of the prediction, learnt on rows of its own. Source: Papadopoulos, Gammerman and Vovk, AIA 2008; Lei et al., JASA 113, 2018, section 5.2.</remarks>
[Named("normalised-residual")]
internal sealed class NormalisedResidual : ConformalMethod
{
    private const int Bins = 10;

    /// <inheritdoc/>
    public override bool Learns => true;

    /// <inheritdoc/>
    public override bool Supports(LearningTask task, bool withLimits) => task == LearningTask.Regression;

    /// <inheritdoc/>
    public override ConformalScores Score(ConformalRows rows, int[] learn, SeededRandom random)
    {
        var (truth, predicted) = (rows.Judged.Truth, rows.Judged.Predicted);
        var said = Array.ConvertAll(learn, r => predicted[r]);
        var bins = MassBins.Of(said, Math.Clamp(learn.Length / 20, 1, Bins));
        double[] edges = [.. bins.Skip(1).Select(b => said[b[0]])];
        var whole = learn.Average(r => Math.Abs(truth[r] - predicted[r]));
        // A bin without residuals would make intervals without width.
        double[] scales = [.. bins.Select(b => Math.Max(b.Average(i => Math.Abs(truth[learn[i]] - said[i])), Math.Max(1e-3 * whole, 1e-300)))];
        var scale = Array.ConvertAll(predicted, p => scales[edges.Count(e => e <= p)]);
        return new([.. truth.Select((t, i) => Math.Abs(t - predicted[i]) / scale[i])], (row, threshold) => 2 * threshold * scale[row]);
    }
}

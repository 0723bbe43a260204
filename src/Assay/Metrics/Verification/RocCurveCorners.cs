namespace Assay.Metrics.Verification;

/// <summary>The ROC curve without points on a straight line.</summary>
[Named("roc-curve-drop-intermediate")]
public sealed class RocCurveCorners : ReferenceFunction
{
    internal override Answer Compute(CaseInput input)
    {
        var (truth, scores, weights) = (input.Numbers("y_true"), input.Numbers("y_score"), input.NumbersOrNone("weight"));
        var curve = RocCurve.Corners(new Scored(truth, scores, 1, weights));
        return new()
        {
            ["fpr"] = () => curve.FalsePositiveRate,
            ["tpr"] = () => curve.TruePositiveRate,
            ["thresholds_after_first"] = () => curve.Thresholds,
        };
    }
}

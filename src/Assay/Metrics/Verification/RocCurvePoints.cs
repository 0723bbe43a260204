namespace Assay.Metrics.Verification;

/// <summary>The ROC curve at every distinct score.</summary>
[Named("roc-curve-all-points")]
public sealed class RocCurvePoints : ReferenceFunction
{
    internal override Answer Compute(CaseInput input)
    {
        var (truth, scores, weights) = (input.Numbers("y_true"), input.Numbers("y_score"), input.NumbersOrNone("weight"));
        var curve = RocCurve.Of(new Scored(truth, scores, 1, weights));
        return new()
        {
            ["fpr"] = () => curve.FalsePositiveRate,
            ["tpr"] = () => curve.TruePositiveRate,
            ["thresholds_after_first"] = () => curve.Thresholds,
        };
    }
}

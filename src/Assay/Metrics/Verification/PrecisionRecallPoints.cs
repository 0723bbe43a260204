namespace Assay.Metrics.Verification;

/// <summary>Precision and recall at every distinct score.</summary>
[Named("precision-recall-curve")]
public sealed class PrecisionRecallPoints : ReferenceFunction
{
    internal override Answer Compute(CaseInput input)
    {
        var (truth, scores, weights) = (input.Numbers("y_true"), input.Numbers("y_score"), input.NumbersOrNone("weight"));
        var curve = PrecisionRecallCurve.Of(new Scored(truth, scores, 1, weights));
        return new()
        {
            ["precision"] = () => curve.Precision,
            ["recall"] = () => curve.Recall,
            ["thresholds"] = () => curve.Thresholds,
        };
    }
}

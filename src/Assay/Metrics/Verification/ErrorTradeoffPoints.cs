namespace Assay.Metrics.Verification;

/// <summary>The detection error tradeoff.</summary>
[Named("det-curve")]
public sealed class ErrorTradeoffPoints : ReferenceFunction
{
    internal override Answer Compute(CaseInput input)
    {
        var (truth, scores, weights) = (input.Numbers("y_true"), input.Numbers("y_score"), input.NumbersOrNone("weight"));
        var curve = ErrorTradeoffCurve.Of(new Scored(truth, scores, 1, weights));
        return new()
        {
            ["fpr"] = () => curve.FalsePositiveRate,
            ["fnr"] = () => curve.FalseNegativeRate,
            ["thresholds"] = () => curve.Thresholds,
        };
    }
}

namespace Assay.Metrics.Verification;

/// <summary>BrierScore of a score of two classes, alone.</summary>
[Named("brier")]
public sealed class OneBrier : ReferenceFunction
{
    internal override Answer Compute(CaseInput input)
    {
        var (truth, scores, weights) = (input.Numbers("y_true"), input.Numbers("y_score"), input.NumbersOrNone("weight"));
        return new() { ["value"] = () => new BrierScore().Measure(new Scored(truth, scores, 1, weights)) };
    }
}

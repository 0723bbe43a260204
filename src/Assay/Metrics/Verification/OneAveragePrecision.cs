namespace Assay.Metrics.Verification;

/// <summary>AveragePrecision of a score of two classes, alone.</summary>
[Named("average-precision")]
public sealed class OneAveragePrecision : ReferenceFunction
{
    internal override Answer Compute(CaseInput input)
    {
        var (truth, scores, weights) = (input.Numbers("y_true"), input.Numbers("y_score"), input.NumbersOrNone("weight"));
        return new() { ["value"] = () => new AveragePrecision().Measure(new Scored(truth, scores, 1, weights)) };
    }
}

namespace Assay.Metrics.Verification;

/// <summary>RSquared of predicted numbers, alone.</summary>
[Named("r2")]
public sealed class OneRSquared : ReferenceFunction
{
    internal override Answer Compute(CaseInput input)
    {
        var (truth, predicted, weights) = (input.Numbers("y_true"), input.Numbers("y_pred"), input.NumbersOrNone("weight"));
        return new() { ["value"] = () => new RSquared().Measure(new Scored(truth, predicted, 1, weights)) };
    }
}

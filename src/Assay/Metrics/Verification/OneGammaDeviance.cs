namespace Assay.Metrics.Verification;

/// <summary>GammaDeviance of predicted numbers, alone.</summary>
[Named("gamma-deviance")]
public sealed class OneGammaDeviance : ReferenceFunction
{
    internal override Answer Compute(CaseInput input)
    {
        var (truth, predicted, weights) = (input.Numbers("y_true"), input.Numbers("y_pred"), input.NumbersOrNone("weight"));
        return new() { ["value"] = () => new GammaDeviance().Measure(new Scored(truth, predicted, 1, weights)) };
    }
}

namespace Assay.Metrics.Verification;

/// <summary>PoissonDeviance of predicted numbers, alone.</summary>
[Named("poisson-deviance")]
public sealed class OnePoissonDeviance : ReferenceFunction
{
    internal override Answer Compute(CaseInput input)
    {
        var (truth, predicted, weights) = (input.Numbers("y_true"), input.Numbers("y_pred"), input.NumbersOrNone("weight"));
        return new() { ["value"] = () => new PoissonDeviance().Measure(new Scored(truth, predicted, 1, weights)) };
    }
}

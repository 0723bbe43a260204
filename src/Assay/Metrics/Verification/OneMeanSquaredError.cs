namespace Assay.Metrics.Verification;

/// <summary>MeanSquaredError of predicted numbers, alone.</summary>
[Named("mse")]
public sealed class OneMeanSquaredError : ReferenceFunction
{
    internal override Answer Compute(CaseInput input)
    {
        var (truth, predicted, weights) = (input.Numbers("y_true"), input.Numbers("y_pred"), input.NumbersOrNone("weight"));
        return new() { ["value"] = () => new MeanSquaredError().Measure(new Scored(truth, predicted, 1, weights)) };
    }
}

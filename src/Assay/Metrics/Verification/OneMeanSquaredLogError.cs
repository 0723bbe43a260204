namespace Assay.Metrics.Verification;

/// <summary>MeanSquaredLogError of predicted numbers, alone.</summary>
[Named("msle")]
public sealed class OneMeanSquaredLogError : ReferenceFunction
{
    internal override Answer Compute(CaseInput input)
    {
        var (truth, predicted, weights) = (input.Numbers("y_true"), input.Numbers("y_pred"), input.NumbersOrNone("weight"));
        return new() { ["value"] = () => new MeanSquaredLogError().Measure(new Scored(truth, predicted, 1, weights)) };
    }
}

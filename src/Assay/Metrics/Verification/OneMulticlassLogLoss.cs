namespace Assay.Metrics.Verification;

/// <summary>Log loss of one probability a class, alone.</summary>
[Named("multiclass-log-loss")]
public sealed class OneMulticlassLogLoss : ReferenceFunction
{
    internal override Answer Compute(CaseInput input)
    {
        var (predicted, outputs) = input.Flat("prob");
        var (truth, weights) = (input.Numbers("y_true"), input.NumbersOrNone("weight"));
        return new() { ["value"] = () => new LogLoss().Measure(new Scored(truth, predicted, outputs, weights)) };
    }
}

namespace Assay.Metrics.Verification;

/// <summary>LogLoss of a score of two classes, alone.</summary>
[Named("log-loss")]
public sealed class OneLogLoss : ReferenceFunction
{
    internal override Answer Compute(CaseInput input)
    {
        var (truth, scores, weights) = (input.Numbers("y_true"), input.Numbers("y_score"), input.NumbersOrNone("weight"));
        return new() { ["value"] = () => new LogLoss().Measure(new Scored(truth, scores, 1, weights)) };
    }
}

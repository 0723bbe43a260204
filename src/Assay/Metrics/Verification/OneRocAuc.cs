namespace Assay.Metrics.Verification;

/// <summary>RocAuc of a score of two classes, alone.</summary>
[Named("roc-auc")]
public sealed class OneRocAuc : ReferenceFunction
{
    internal override Answer Compute(CaseInput input)
    {
        var (truth, scores, weights) = (input.Numbers("y_true"), input.Numbers("y_score"), input.NumbersOrNone("weight"));
        return new() { ["value"] = () => new RocAuc().Measure(new Scored(truth, scores, 1, weights)) };
    }
}

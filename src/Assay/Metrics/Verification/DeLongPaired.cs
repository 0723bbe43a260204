using Assay.Statistics;

namespace Assay.Metrics.Verification;

/// <summary>Two areas under the ROC curve on the same rows.</summary>
[Named("delong-paired")]
public sealed class DeLongPaired : ReferenceFunction
{
    internal override Answer Compute(CaseInput input)
    {
        var comparison = DeLong.Paired(input.Numbers("y_true"), input.Numbers("score_a"), input.Numbers("score_b"));
        return new()
        {
            ["auc_a"] = () => comparison.First,
            ["auc_b"] = () => comparison.Second,
            ["var_a"] = () => comparison.VarianceOfFirst,
            ["var_b"] = () => comparison.VarianceOfSecond,
            ["cov"] = () => comparison.Covariance,
            ["z"] = () => comparison.Z,
            ["p"] = () => comparison.P,
        };
    }
}

using Assay.Statistics;

namespace Assay.Metrics.Verification;

/// <summary>Conformal intervals from absolute residuals.</summary>
[Named("split-conformal-absolute")]
public sealed class SplitConformal : ReferenceFunction
{
    internal override Answer Compute(CaseInput input)
    {
        var (rank, score) = Conformal.Threshold(input.Numbers("calibration_score"), input.Number("alpha"));
        var (predicted, truth) = (input.Numbers("test_pred"), input.Numbers("test_y"));
        return new()
        {
            ["rank"] = () => rank,
            ["q"] = () => score,
            ["lo"] = () => predicted.Select(p => p - score),
            ["hi"] = () => predicted.Select(p => p + score),
            ["coverage"] = () => truth.Select((y, i) => y >= predicted[i] - score && y <= predicted[i] + score ? 1.0 : 0).Average(),
        };
    }
}

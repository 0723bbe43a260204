using Assay.Statistics;

namespace Assay.Metrics.Verification;

/// <summary>Isotonic calibration.</summary>
[Named("isotonic-fit-predict")]
public sealed class IsotonicFit : ReferenceFunction
{
    internal override Answer Compute(CaseInput input)
    {
        var scores = input.Numbers("y_score");
        var fit = Isotonic.Fit(scores, input.Numbers("y_true"), input.NumbersOrNone("weight"));
        return new()
        {
            ["fitted"] = () => scores.Select(fit.At),
            ["query_pred"] = () => input.Numbers("query").Select(fit.At),
            ["thresholds_x"] = () => fit.Scores,
            ["thresholds_y"] = () => fit.Probabilities,
        };
    }
}

using Assay.Statistics;

namespace Assay.Metrics.Verification;

/// <summary>Platt scaling.</summary>
[Named("platt-fit")]
public sealed class PlattFit : ReferenceFunction
{
    internal override Answer Compute(CaseInput input)
    {
        var scores = input.Numbers("score");
        var fit = PlattScaling.Fit(scores, input.Numbers("y_true"));
        return new()
        {
            ["a"] = () => fit.Slope,
            ["b"] = () => fit.Offset,
            ["nll"] = () => fit.Loss,
            ["prob"] = () => scores.Select(fit.At),
        };
    }
}

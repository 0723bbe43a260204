using Assay.Statistics;

namespace Assay.Metrics.Verification;

/// <summary>Isotonic calibration, alone.</summary>
[Named("isotonic")]
public sealed class OneIsotonic : ReferenceFunction
{
    internal override Answer Compute(CaseInput input)
    {
        return new() { ["value"] = () => Isotonic.Fit(input.Numbers("y_score"), input.Numbers("y_true"), input.NumbersOrNone("weight")).Probabilities };
    }
}

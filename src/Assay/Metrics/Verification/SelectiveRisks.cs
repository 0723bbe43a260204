namespace Assay.Metrics.Verification;

/// <summary>Risk against coverage.</summary>
[Named("selective-risk-coverage")]
public sealed class SelectiveRisks : ReferenceFunction
{
    internal override Answer Compute(CaseInput input)
    {
        var risk = SelectiveRisk.Of(input.Numbers("confidence"), input.Numbers("loss"));
        return new()
        {
            ["risk_at_k"] = () => risk.Risk,
            ["aurc"] = () => risk.Area,
            ["e_aurc"] = () => risk.ExcessArea,
            ["risk_at_80"] = () => risk.At(0.8),
        };
    }
}

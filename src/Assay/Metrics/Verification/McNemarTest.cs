using Assay.Statistics;

namespace Assay.Metrics.Verification;

/// <summary>McNemar's test of discordant rows.</summary>
[Named("mcnemar")]
public sealed class McNemarTest : ReferenceFunction
{
    internal override Answer Compute(CaseInput input)
    {
        var test = McNemar.Of((long)input.Number("b"), (long)input.Number("c"));
        return new()
        {
            ["exact_p"] = () => test.Exact,
            ["mid_p"] = () => test.MidP,
            ["chi2"] = () => test.ChiSquared,
            ["chi2_p"] = () => test.ChiSquaredP,
            ["chi2_cc"] = () => test.Corrected,
            ["chi2_cc_p"] = () => test.CorrectedP,
        };
    }
}

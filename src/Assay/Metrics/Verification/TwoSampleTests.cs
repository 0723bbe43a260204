using Assay.Statistics;

namespace Assay.Metrics.Verification;

/// <summary>Tests and effect sizes of two independent samples.</summary>
[Named("two-sample-tests")]
public sealed class TwoSampleTests : ReferenceFunction
{
    internal override Answer Compute(CaseInput input)
    {
        var (a, b) = (input.Numbers("a"), input.Numbers("b"));
        return new()
        {
            ["u"] = () => TwoSamples.MannWhitney(a, b).Statistic,
            ["p_cc"] = () => TwoSamples.MannWhitney(a, b).P,
            ["p"] = () => TwoSamples.MannWhitney(a, b, 0).P,
            ["p_exact"] = () => TwoSamples.MannWhitneyExact(a, b).P,
            ["welch_t"] = () => TwoSamples.Welch(a, b).T,
            ["welch_p"] = () => TwoSamples.Welch(a, b).P,
            ["cohen_d"] = () => TwoSamples.CohenD(a, b),
            ["cliffs_delta"] = () => TwoSamples.CliffDelta(a, b),
        };
    }
}

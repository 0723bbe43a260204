using Assay.Statistics;

namespace Assay.Metrics.Verification;

/// <summary>Confidence intervals of a share.</summary>
[Named("proportion-ci")]
public sealed class ProportionIntervals : ReferenceFunction
{
    internal override Answer Compute(CaseInput input)
    {
        var (k, n, level) = (input.Number("k"), input.Number("n"), 1 - input.Number("alpha"));
        double[] Of(Func<double, double, double, Interval> method) => method(k, n, level) is var interval ? [interval.Low, interval.High] : [];
        return new()
        {
            ["wald"] = () => Of(Proportion.Wald),
            ["wilson"] = () => Of(Proportion.Wilson),
            ["clopper_pearson"] = () => Of(Proportion.ClopperPearson),
            ["agresti_coull"] = () => Of(Proportion.AgrestiCoull),
            ["jeffreys"] = () => Of(Proportion.Jeffreys),
        };
    }
}

using Assay.Statistics;

namespace Assay.Metrics.Verification;

/// <summary>Kolmogorov and Smirnov's two-sample test, alone.</summary>
[Named("ks-2samp")]
public sealed class OneKolmogorovSmirnov : ReferenceFunction
{
    internal override Answer Compute(CaseInput input)
    {
        var answer = new Answer();
        answer.Add("value", () => KolmogorovSmirnov.Of(input.Numbers("reference"), input.Numbers("current")) is var test ? new(test.Distance, test.ExactP) : default);
        return answer;
    }
}

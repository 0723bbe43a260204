using Assay.Statistics;

namespace Assay.Metrics.Verification;

/// <summary>Wilcoxon's signed-rank test, alone.</summary>
[Named("wilcoxon")]
public sealed class OneWilcoxon : ReferenceFunction
{
    internal override Answer Compute(CaseInput input)
    {
        var answer = new Answer();
        answer.Add("value", () => SignedRank.Normal(input.Numbers("diff")));
        return answer;
    }
}

using Assay.Statistics;

namespace Assay.Metrics.Verification;

/// <summary>Agreement of many classifiers or raters.</summary>
[Named("cochran-q-and-fleiss")]
public sealed class CochranFleiss : ReferenceFunction
{
    internal override Answer Compute(CaseInput input)
    {
        var correct = input.Table("correct");
        return new()
        {
            ["q"] = () => Agreement.CochranQ(correct).Statistic,
            ["df"] = () => correct[0].Length - 1,
            ["p"] = () => Agreement.CochranQ(correct).P,
            ["fleiss_kappa"] = () => Agreement.FleissKappa(input.Table("rating_counts")),
        };
    }
}

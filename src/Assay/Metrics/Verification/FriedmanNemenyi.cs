using Assay.Statistics;

namespace Assay.Metrics.Verification;

/// <summary>Many learners over many data sets.</summary>
[Named("friedman-nemenyi")]
public sealed class FriedmanNemenyi : ReferenceFunction
{
    internal override Answer Compute(CaseInput input)
    {
        var comparison = RankComparison.Of(input.Table("score"));
        return new()
        {
            ["friedman_chi2"] = () => comparison.Friedman.Statistic,
            ["friedman_p"] = () => comparison.Friedman.P,
            ["avg_rank_best_is_1"] = () => comparison.MeanRanks,
            ["iman_davenport_F"] = () => comparison.ImanDavenport.Statistic,
            ["iman_davenport_p"] = () => comparison.ImanDavenport.P,
            ["nemenyi_cd_0_05"] = () => comparison.CriticalDifference,
        };
    }
}

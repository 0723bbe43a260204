using Assay.Statistics;

namespace Assay.Metrics.Verification;

/// <summary>Distances and tests of two rows of counts.</summary>
[Named("drift-categorical")]
public sealed class DriftOfCategories : ReferenceFunction
{
    internal override Answer Compute(CaseInput input)
    {
        var (reference, current) = (input.Numbers("reference"), input.Numbers("current"));
        var answer = new Answer
        {
            ["chi2"] = () => CountDrift.ChiSquared(reference, current).Statistic,
            ["p"] = () => CountDrift.ChiSquared(reference, current).P,
            ["df"] = () => reference.Where((r, k) => r + current[k] > 0).Count() - 1,
            ["cramers_v"] = () => CountDrift.CramerV(reference, current),
            ["js_distance_base2"] = () => CountDrift.JensenShannon(reference, current),
            ["tv"] = () => CountDrift.TotalVariation(reference, current),
            ["hellinger"] = () => CountDrift.Hellinger(reference, current),
            ["psi_eps1e_4"] = () => CountDrift.StabilityIndex(reference, current),
        };
        answer.Add("g_test_counts_min1", () => CountDrift.LikelihoodRatio(reference, current));
        answer.Add("yates", () => CountDrift.Yates(reference, current));
        answer.Add("fisher", () => CountDrift.Fisher(reference, current), "odds");
        return answer;
    }
}

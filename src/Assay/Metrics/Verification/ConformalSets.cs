using Assay.Statistics;

namespace Assay.Metrics.Verification;

/// <summary>Conformal sets of classes.</summary>
[Named("conformal-sets")]
public sealed class ConformalSets : ReferenceFunction
{
    internal override Answer Compute(CaseInput input)
    {
        var (calibration, classes) = input.Flat("cal_prob");
        var (tested, _) = input.Flat("test_prob");
        var (known, truth, alpha) = (input.Integers("cal_y"), input.Integers("test_y"), input.Number("alpha"));
        var least = Conformal.Threshold(Conformal.LeastAmbiguousScores(calibration, known, classes), alpha).Score;
        var adaptive = Conformal.Threshold(Conformal.AdaptiveScores(calibration, known, classes), alpha).Score;
        var (leastSets, adaptiveSets) = (Conformal.LeastAmbiguousSets(tested, classes, least), Conformal.AdaptiveSets(tested, classes, adaptive));
        double Coverage(bool[][] sets) => sets.Select((set, i) => set[truth[i]] ? 1.0 : 0).Average();
        double MeanSize(bool[][] sets) => sets.Average(set => set.Count(x => x));
        return new()
        {
            ["lac_q"] = () => least,
            ["lac_set"] = () => leastSets,
            ["lac_coverage"] = () => Coverage(leastSets),
            ["lac_mean_size"] = () => MeanSize(leastSets),
            ["aps_q"] = () => adaptive,
            ["aps_set"] = () => adaptiveSets,
            ["aps_coverage"] = () => Coverage(adaptiveSets),
            ["aps_mean_size"] = () => MeanSize(adaptiveSets),
        };
    }
}

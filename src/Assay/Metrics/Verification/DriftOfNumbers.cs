using Assay.Statistics;

namespace Assay.Metrics.Verification;

/// <summary>Distances and tests of two samples of numbers.</summary>
[Named("drift-continuous")]
public sealed class DriftOfNumbers : ReferenceFunction
{
    internal override Answer Compute(CaseInput input)
    {
        var (reference, current) = (input.Numbers("reference"), input.Numbers("current"));
        var test = KolmogorovSmirnov.Of(reference, current);
        double Deviation() => Math.Sqrt(TwoSamples.Variance(reference) * (reference.Length - 1) / reference.Length);
        return new()
        {
            ["ks"] = () => test.Distance,
            ["ks_p_asymp"] = () => test.AsymptoticP,
            ["ks_p_exact"] = () => test.ExactP,
            ["wasserstein"] = () => Drift.Wasserstein(reference, current),
            ["wasserstein_norm_std_ref"] = () => Drift.Wasserstein(reference, current) / Math.Max(Deviation(), 0.001),
            ["energy"] = () => Drift.Energy(reference, current),
            ["cvm"] = () => Drift.CramerVonMises(reference, current),
            ["psi_decile_ref"] = () => input.Has("psi_edges")
                ? Drift.StabilityIndex(reference, current, input.Numbers("psi_edges"))
                : Drift.StabilityIndex(reference, current),
        };
    }
}

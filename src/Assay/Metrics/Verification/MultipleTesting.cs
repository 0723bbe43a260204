using Assay.Statistics;

namespace Assay.Metrics.Verification;

/// <summary>Adjusted p values.</summary>
[Named("multiple-testing")]
public sealed class MultipleTesting : ReferenceFunction
{
    internal override Answer Compute(CaseInput input)
    {
        var (p, alpha) = (input.Numbers("p"), input.Has("alpha") ? input.Number("alpha") : 0.05);
        Answer Of(double[] adjusted) => new() { ["adjusted"] = () => adjusted, ["reject"] = () => adjusted.Select(a => a <= alpha) };
        return new()
        {
            ["bonferroni"] = () => Of(AdjustedP.Bonferroni(p)),
            ["holm"] = () => Of(AdjustedP.Holm(p)),
            ["hommel"] = () => Of(AdjustedP.Hommel(p)),
            ["hochberg"] = () => Of(AdjustedP.Hochberg(p)),
            ["bh"] = () => Of(AdjustedP.BenjaminiHochberg(p)),
            ["by"] = () => Of(AdjustedP.BenjaminiYekutieli(p)),
            ["sidak"] = () => Of(AdjustedP.Sidak(p)),
            ["holm_sidak"] = () => Of(AdjustedP.HolmSidak(p)),
        };
    }
}

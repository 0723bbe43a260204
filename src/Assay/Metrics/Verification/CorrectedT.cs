using Assay.Statistics;

namespace Assay.Metrics.Verification;

/// <summary>Nadeau and Bengio's corrected t test.</summary>
[Named("corrected-resampled-t")]
public sealed class CorrectedT : ReferenceFunction
{
    internal override Answer Compute(CaseInput input)
    {
        var differences = input.Numbers("diff");
        var (corrected, plain) = (CorrectedResampledT.Of(differences, input.Number("test_train_ratio")), CorrectedResampledT.Of(differences, 0));
        return new()
        {
            ["t"] = () => corrected.T,
            ["df"] = () => differences.Length - 1,
            ["p"] = () => corrected.P,
            ["ci95"] = () => new[] { corrected.Mean.Low, corrected.Mean.High },
            ["naive_t"] = () => plain.T,
            ["naive_p"] = () => plain.P,
            // The reference's own words for the reason are not ours: what counts is that there is one and no number.
            ["undefined"] = () => corrected.Undefined is null ? "a number" : double.NaN,
        };
    }
}

using Assay.Statistics;

namespace Assay.Metrics.Verification;

/// <summary>Tests over five repeats of two folds.</summary>
[Named("five-by-two-cv")]
public sealed class FiveByTwoTest : ReferenceFunction
{
    internal override Answer Compute(CaseInput input)
    {
        var test = FiveByTwo.Of(input.Flat("diff").Values);
        return new()
        {
            ["t"] = () => test.T.Statistic,
            ["t_p"] = () => test.T.P,
            ["F"] = () => test.F.Statistic,
            ["F_p"] = () => test.F.P,
        };
    }
}

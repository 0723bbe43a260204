using Assay.Statistics;

namespace Assay.Metrics.Verification;

/// <summary>Signed-rank, sign and t tests of paired differences.</summary>
[Named("paired-tests")]
public sealed class PairedTests : ReferenceFunction
{
    internal override Answer Compute(CaseInput input)
    {
        var differences = input.Numbers("diff");
        var answer = new Answer();
        foreach (var (name, zeros) in new[] { ("wilcox", ZeroDifferences.Drop), ("pratt", ZeroDifferences.Pratt), ("zsplit", ZeroDifferences.Split) })
        {
            answer.Add($"{name}_normal_ccFalse", () => SignedRank.Normal(differences, zeros));
            answer.Add($"{name}_normal_ccTrue", () => SignedRank.Normal(differences, zeros, 0.5));
        }

        answer.Add("exact", () => SignedRank.Exact(differences));
        answer["sign_test"] = () => Sign(differences);
        answer["paired_t"] = () => Plain(CorrectedResampledT.Of(differences, 0));
        return answer;
    }

    private static Answer Sign(double[] differences)
    {
        var (positive, count, p) = SignedRank.Sign(differences);
        return new() { ["positive"] = () => positive, ["n"] = () => count, ["p"] = () => p };
    }

    private static Answer Plain(TTest test) => new() { ["t"] = () => test.T, ["p"] = () => test.P, ["df"] = () => test.Degrees };
}

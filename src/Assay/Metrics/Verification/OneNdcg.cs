namespace Assay.Metrics.Verification;

/// <summary>NDCG, alone.</summary>
[Named("ndcg")]
public sealed class OneNdcg : ReferenceFunction
{
    internal override Answer Compute(CaseInput input)
    {
        return new() { ["value"] = () => new RankedQueries(input.Table("relevance"), input.Table("score")).Ndcg() };
    }
}

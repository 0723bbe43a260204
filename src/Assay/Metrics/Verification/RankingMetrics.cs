namespace Assay.Metrics.Verification;

/// <summary>Metrics of ranked documents.</summary>
[Named("ranking-metrics")]
public sealed class RankingMetrics : ReferenceFunction
{
    internal override Answer Compute(CaseInput input)
    {
        var queries = new RankedQueries(input.Table("relevance"), input.Table("score"));
        const double Relevant = 3;
        var answer = new Answer
        {
            ["mrr_rel3"] = () => queries.ReciprocalRank(Relevant),
            ["map_rel3"] = () => queries.MeanAveragePrecision(Relevant),
            ["ndcg_exp_gain_full"] = () => queries.NdcgExponential(),
        };
        foreach (var (name, count) in new[] { ("1", 1), ("3", 3), ("5", 5), ("10", 10), ("None", int.MaxValue) })
        {
            answer[$"dcg_{name}"] = () => queries.Dcg(count);
            answer[$"ndcg_{name}"] = () => queries.Ndcg(count);
            answer[$"ndcg_ignore_ties_{name}"] = () => queries.NdcgIgnoringTies(count);
            answer[$"precision_at_{name}_rel3"] = () => queries.PrecisionAt(count, Relevant);
            answer[$"recall_at_{name}_rel3"] = () => queries.RecallAt(count, Relevant);
        }

        return answer;
    }
}

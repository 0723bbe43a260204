namespace Assay.Metrics.Verification;

/// <summary>Metrics of sets of labels.</summary>
[Named("multilabel-metrics")]
public sealed class MultilabelMetrics : ReferenceFunction
{
    internal override Answer Compute(CaseInput input)
    {
        var sets = new LabelSets(input.Flags("y_true"), input.Flags("y_pred"), input.Table("score"));
        var answer = new Answer
        {
            ["hamming"] = () => sets.Hamming,
            ["subset_accuracy"] = () => sets.SubsetAccuracy,
            ["coverage_error"] = () => sets.CoverageError,
            ["lrap"] = () => sets.RankingAveragePrecision,
            ["ranking_loss"] = () => sets.RankingLoss,
            ["ap_samples"] = () => sets.AveragePrecisionOfRows(),
            ["prf_samples"] = () => Scores(sets.ScoresOfRows()),
            ["jaccard_samples"] = () => sets.ScoresOfRows().Jaccard,
        };
        foreach (var average in Enum.GetValues<Average>())
        {
            var name = average.ToString().ToLowerInvariant();
            answer[$"auc_{name}"] = () => sets.Area(average);
            answer[$"ap_{name}"] = () => sets.AveragePrecision(average);
            answer[$"prf_{name}"] = () => Scores(sets.Scores(average));
            answer[$"jaccard_{name}"] = () => sets.Scores(average).Jaccard;
        }

        return answer;
    }

    private static Answer Scores(LabelScores scores) => new()
    {
        ["precision"] = () => scores.Precision,
        ["recall"] = () => scores.Recall,
        ["f1"] = () => scores.F,
    };
}

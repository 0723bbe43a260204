namespace Assay.Metrics.Verification;

/// <summary>Bins, errors and tests of calibration.</summary>
[Named("calibration-metrics")]
public sealed class CalibrationMetrics : ReferenceFunction
{
    internal override Answer Compute(CaseInput input)
    {
        var (truth, scores, weights) = (input.Numbers("y_true"), input.Numbers("y_score"), input.NumbersOrNone("weight"));
        Scored Rows() => new(truth, scores, 1, weights);
        var answer = new Answer
        {
            ["curve_uniform_10"] = () => Points(CalibrationTable.Between(Rows(), [.. Enumerable.Range(1, 9).Select(k => k * 0.1)])),
            ["curve_quantile_10"] = () => Points(CalibrationTable.BetweenQuantiles(Rows(), 10)),
        };
        answer.Add("spiegelhalter", () => CalibrationTable.Spiegelhalter(Rows()), "z");
        answer["hosmer_lemeshow_10"] = () => HosmerLemeshow(CalibrationTable.Mass(Rows(), 10));
        foreach (var count in new[] { 5, 10, 15, 20 })
        {
            answer[$"ece_width_{count}"] = () => CalibrationTable.Width(Rows(), count).ExpectedError;
            answer[$"mce_width_{count}"] = () => CalibrationTable.Width(Rows(), count).LargestError;
            answer[$"rmsce_width_{count}"] = () => CalibrationTable.Width(Rows(), count).RootMeanSquare;
            answer[$"bins_width_{count}"] = () => CalibrationTable.Width(Rows(), count).Bins.Select(b => new[] { b.Index, b.Weight, b.Predicted, b.Observed });
            answer[$"ece_mass_{count}"] = () => CalibrationTable.Mass(Rows(), count).ExpectedError;
        }

        return answer;
    }

    private static Answer Points(CalibrationTable table) => new()
    {
        ["prob_true"] = () => table.Bins.Select(b => b.Observed),
        ["prob_pred"] = () => table.Bins.Select(b => b.Predicted),
    };

    private static Answer HosmerLemeshow(CalibrationTable table) => new()
    {
        ["stat"] = () => table.HosmerLemeshow.Statistic,
        ["df"] = () => table.Bins.Count - 2,
        ["p"] = () => table.HosmerLemeshow.P,
    };
}

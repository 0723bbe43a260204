namespace Assay.Metrics.Verification;

/// <summary>Metrics of a score of two classes.</summary>
[Named("binary-score-metrics")]
public sealed class BinaryScores : ReferenceFunction
{
    internal override Answer Compute(CaseInput input)
    {
        var (truth, scores, weights) = (input.Numbers("y_true"), input.Numbers("y_score"), input.NumbersOrNone("weight"));
        MetricValue Of(Metric metric) => metric.Measure(new Scored(truth, scores, 1, weights));
        RocCurve Roc() => RocCurve.Of(new Scored(truth, scores, 1, weights));
        return new()
        {
            ["roc_auc"] = () => Of(new RocAuc()),
            ["average_precision"] = () => Of(new AveragePrecision()),
            ["log_loss"] = () => Of(new LogLoss()),
            ["brier"] = () => Of(new BrierScore()),
            ["gini"] = () => (2 * Of(new RocAuc()).Value) - 1,
            ["roc_auc_max_fpr_0_2"] = () => Roc().PartialArea(0.2),
            ["ks_roc"] = () => Roc().LargestGap,
            ["pr_auc_trapezoid"] = () => PrecisionRecallCurve.Of(new Scored(truth, scores, 1, weights)).TrapezoidArea,
        };
    }
}

namespace Assay.Metrics.Verification;

/// <summary>Metrics of one probability a class.</summary>
[Named("multiclass-prob-metrics")]
public sealed class MulticlassProbabilities : ReferenceFunction
{
    internal override Answer Compute(CaseInput input)
    {
        var (predicted, outputs) = input.Flat("prob");
        double[] labels = input.Has("labels") ? input.Numbers("labels") : [.. Enumerable.Range(0, outputs).Select(k => (double)k)];
        double[] truth = [.. input.Places("y_true", labels).Select(place => (double)place)];
        var weights = input.NumbersOrNone("weight");
        MetricValue Of(Metric metric) => metric.Measure(new Scored(truth, predicted, outputs, weights));
        double[] Column(int k) => [.. Enumerable.Range(0, truth.Length).Select(i => predicted[(i * outputs) + k])];
        double[] Is(int k) => [.. truth.Select(t => t == k ? 1.0 : 0)];
        return new()
        {
            ["auc_ovr_macro"] = () => Of(new RocAuc()),
            ["auc_ovr_weighted"] = () => Of(new RocAucWeighted()),
            ["auc_ovr_micro"] = () => Of(new RocAucMicro()),
            ["auc_ovr_per_class"] = () => Enumerable.Range(0, outputs).Select(k => new RocAuc().Measure(new Scored(Is(k), Column(k), 1, weights)).Value).ToArray(),
            ["auc_ovo_macro"] = () => Of(new RocAucPairwise()),
            ["auc_ovo_weighted"] = () => Of(new RocAucPairwiseWeighted()),
            ["ap_macro"] = () => Of(new AveragePrecision()),
            ["ap_weighted"] = () => Of(new AveragePrecisionWeighted()),
            ["ap_micro"] = () => Of(new AveragePrecisionMicro()),
            ["log_loss"] = () => Of(new LogLoss()),
            ["brier_multiclass_sum"] = () => Of(new BrierScore()),
            ["top1_accuracy"] = () => TopAccuracy.Of(new Scored(truth, predicted, outputs, weights), 1),
            ["top2_accuracy"] = () => TopAccuracy.Of(new Scored(truth, predicted, outputs, weights), 2),
            ["top3_accuracy"] = () => TopAccuracy.Of(new Scored(truth, predicted, outputs, weights), 3),
        };
    }
}

namespace Assay.Metrics.Verification;

/// <summary>Metrics of predicted labels.</summary>
[Named("label-metrics")]
public sealed class LabelMetrics : ReferenceFunction
{
    internal override Answer Compute(CaseInput input)
    {
        double[] labels = input.Has("labels") ? input.Numbers("labels") : [.. input.Numbers("y_true").Concat(input.Numbers("y_pred")).Distinct().Order()];
        var table = ConfusionTable.Of(input.Places("y_true", labels), input.Places("y_pred", labels), labels.Length, input.NumbersOrNone("weight"));
        var chance = 1.0 / table.ClassesPresent;
        int[] classes = [.. Enumerable.Range(0, labels.Length)];
        var answer = new Answer
        {
            ["accuracy"] = () => table.Accuracy,
            ["confusion"] = () => classes.Select(i => classes.Select(j => table[i, j])),
            ["mcc"] = () => table.Correlation,
            ["kappa"] = () => table.Kappa(),
            ["kappa_linear"] = () => table.Kappa(1),
            ["kappa_quadratic"] = () => table.Kappa(2),
            ["hamming"] = () => 1 - table.Accuracy,
            ["zero_one_count"] = () => table.Total - table.Right,
            ["balanced_accuracy"] = () => table.BalancedAccuracy,
            ["balanced_accuracy_adjusted"] = () => table.ClassesPresent == 1 ? double.NaN : (table.BalancedAccuracy - chance) / (1 - chance),
            ["jaccard_per_class"] = () => classes.Select(k => table.Of(k, 1, 0).Jaccard),
        };
        foreach (var average in Enum.GetValues<Average>())
        {
            var name = average.ToString().ToLowerInvariant();
            answer[$"jaccard_{name}"] = () => table.Over(average, 1, 0).Jaccard;
            foreach (var beta in new[] { 0.5, 1, 2 })
            {
                answer[$"prf_{name}_beta{beta}"] = () => Scores(table.Over(average, beta, 0));
                answer[$"prf_per_class_beta{beta}"] = () => PerClass([.. classes.Select(k => table.Of(k, beta, 0))]);
            }
        }

        return answer;
    }

    private static Answer Scores(LabelScores scores) => new()
    {
        ["precision"] = () => scores.Precision,
        ["recall"] = () => scores.Recall,
        ["f"] = () => scores.F,
    };

    private static Answer PerClass(LabelScores[] scores) => new()
    {
        ["precision"] = () => scores.Select(s => s.Precision),
        ["recall"] = () => scores.Select(s => s.Recall),
        ["f"] = () => scores.Select(s => s.F),
    };
}

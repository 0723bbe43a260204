using Assay.Data;

namespace Assay.Evaluation.Behaviour;

/// <summary>One number of every row whose mean is compared between groups.</summary>
/// <param name="Name">What the mean is, such as <c>selection rate</c>.</param>
/// <param name="Values">One a row; NaN where the row does not count.</param>
/// <param name="IsShare">Whether all values are 0 or 1.</param>
/// <param name="Truth">The same number as the truth has it, where that can be compared; empty otherwise.</param>
internal sealed record FairnessMeasure(string Name, double[] Values, bool IsShare, double[] Truth)
{
    /// <summary>The measures that suit the task.</summary>
    /// <param name="predictions">Rows with truth and predictions.</param>
    /// <param name="favourable">The class people would rather be given; -1 for none.</param>
    /// <remarks>
    /// Gaps of the selection rate are demographic parity, of the true positive rate equal opportunity, of both error rates equalised odds
    /// (Hardt, Price and Srebro, NeurIPS 2016); of the calibration, calibration within groups (Kleinberg, Mullainathan and Raghavan, ITCS 2017).
    /// </remarks>
    public static IReadOnlyList<FairnessMeasure> Of(Predictions predictions, int favourable)
    {
        var data = predictions.Data;
        var truth = data.Target.ToArray();
        var scale = PredictionChange.ScaleOf(predictions);
        if (data.Task == LearningTask.Regression)
        {
            return
            [
                new("mean prediction, in standard deviations of the target", Each(r => predictions.Predicted[r] / scale), false, Each(r => truth[r] / scale)),
                new("mean error, in standard deviations of the target", Each(r => (predictions.Predicted[r] - truth[r]) / scale), false, []),
                new("mean absolute error, in standard deviations of the target", Each(r => Math.Abs(predictions.Predicted[r] - truth[r]) / scale), false, []),
            ];
        }

        if (predictions.Kind == PredictionKind.Score)
        {
            return [new("mean score, in standard deviations of the scores", Each(r => predictions.Predicted[r] / scale), false, [])];
        }

        var labels = predictions.Labels();
        List<FairnessMeasure> measures = [new("error rate", Each(r => double.IsNaN(truth[r]) ? double.NaN : One(labels[r] != truth[r])), true, [])];
        if (favourable >= 0)
        {
            measures.Add(new("selection rate", Each(r => One(labels[r] == favourable)), true, Each(r => double.IsNaN(truth[r]) ? double.NaN : One(truth[r] == favourable))));
            measures.Add(new("true positive rate", Each(r => truth[r] == favourable ? One(labels[r] == favourable) : double.NaN), true, []));
            measures.Add(new("false positive rate", Each(r => double.IsNaN(truth[r]) || truth[r] == favourable ? double.NaN : One(labels[r] == favourable)), true, []));
        }

        if (predictions.Kind == PredictionKind.Probability)
        {
            measures.Add(new("calibration gap (mean probability less share that came true)", Each(r => Probability(predictions, r, favourable, labels) - Came(truth[r], favourable, labels[r])), false, []));
        }

        return measures;

        double[] Each(Func<int, double> value) => [.. Enumerable.Range(0, predictions.Count).Select(value)];
    }

    // Of the favourable class; without one, of the predicted class.
    private static double Probability(Predictions predictions, int row, int favourable, double[] labels)
    {
        var numbers = predictions.Predicted.AsSpan(row * predictions.Data.Outputs, predictions.Data.Outputs);
        var meant = favourable >= 0 ? favourable : (int)labels[row];
        return numbers.Length > 1 ? numbers[meant] : meant == 1 ? numbers[0] : 1 - numbers[0];
    }

    private static double Came(double truth, int favourable, double label) => double.IsNaN(truth) ? double.NaN : One(truth == (favourable >= 0 ? favourable : label));

    private static double One(bool holds) => holds ? 1 : 0;
}

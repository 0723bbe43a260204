using Assay.Data;

namespace Assay.Evaluation.Slices;

/// <summary>One loss a row of anybody's predictions.</summary>
internal static class PredictionLosses
{
    /// <summary>The losses.</summary>
    /// <param name="predictions">Truth and predictions.</param>
    /// <param name="measure"><c>zero-one</c> or <c>log-loss</c> for classes, <c>absolute</c> or <c>squared</c> for numbers; empty for the first of the task's.</param>
    /// <exception cref="AssayException"><c>suite.setting-wrong</c> when the measure does not suit the task or the predictions.</exception>
    public static RowLosses Of(Predictions predictions, string measure)
    {
        var truth = predictions.Data.Target.ToArray();
        var classes = predictions.Data.Task != LearningTask.Regression;
        return (measure, classes) switch
        {
            ("zero-one" or "", true) => new RowLosses([.. predictions.Labels().Zip(truth, (label, t) => label == t ? 0.0 : 1)], "error rate"),
            ("log-loss", true) when predictions.Kind == PredictionKind.Probability => new RowLosses([.. truth.Select((t, row) => -Math.Log(OfTruth(predictions, row, (int)t)))], "log loss"),
            ("absolute" or "", false) => new RowLosses([.. predictions.Predicted.Zip(truth, (p, t) => Math.Abs(p - t))], "mean absolute error"),
            ("squared", false) => new RowLosses([.. predictions.Predicted.Zip(truth, (p, t) => (p - t) * (p - t))], "mean squared error"),
            _ => throw new AssayException("suite.setting-wrong", $"The loss \"{measure}\" does not suit these predictions. Choose {(classes ? "zero-one, or log-loss where there are probabilities" : "absolute or squared")}."),
        };
    }

    private static double OfTruth(Predictions predictions, int row, int truth)
    {
        var outputs = predictions.Data.Outputs;
        var probability = outputs == 1 ? (truth == 1 ? predictions.Predicted[row] : 1 - predictions.Predicted[row]) : predictions.Predicted[(row * outputs) + truth];
        return Math.Clamp(probability, Math.Pow(2, -52), 1);
    }
}

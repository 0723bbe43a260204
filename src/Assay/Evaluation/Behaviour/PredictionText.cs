using Assay.Data;
using Assay.Evaluation.Report;

namespace Assay.Evaluation.Behaviour;

/// <summary>One row's prediction as it stands in a sentence.</summary>
internal static class PredictionText
{
    /// <summary>The class with its probability, or the value.</summary>
    /// <param name="predictions">Task, classes and what the numbers mean.</param>
    /// <param name="numbers">The row's numbers.</param>
    public static string Of(Predictions predictions, ReadOnlySpan<double> numbers)
    {
        var data = predictions.Data;
        if (data.Task == LearningTask.Regression || predictions.Kind == PredictionKind.Score)
        {
            return Figures.Number(numbers[0]);
        }

        var label = Predictions.LabelOf(numbers);
        var probability = numbers.Length > 1 ? numbers[label] : label == 1 ? numbers[0] : 1 - numbers[0];
        return predictions.Kind == PredictionKind.Label ? data.Classes[label] : $"{data.Classes[label]} ({Figures.Fixed(probability, 3)})";
    }
}

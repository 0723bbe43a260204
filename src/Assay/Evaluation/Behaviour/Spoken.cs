using System.Globalization;
using Assay.Data;
using Assay.Statistics;

namespace Assay.Evaluation.Behaviour;

/// <summary>Numbers and predictions as they stand in a sentence.</summary>
internal static class Spoken
{
    /// <summary>A number with about three significant digits.</summary>
    public static string Number(double value) => Math.Abs(value) switch
    {
        >= 1000 => value.ToString("#,0", CultureInfo.InvariantCulture),
        >= 100 => value.ToString("0", CultureInfo.InvariantCulture),
        >= 1 => value.ToString("0.##", CultureInfo.InvariantCulture),
        0 => "0",
        >= 0.001 => value.ToString("0.####", CultureInfo.InvariantCulture),
        _ => value.ToString("G3", CultureInfo.InvariantCulture),
    };

    /// <summary>A share as a percentage.</summary>
    public static string Share(double value) => value is > 0 and < 0.001 ? "under 0.1 %" : value.ToString("0.# %", CultureInfo.InvariantCulture);

    /// <summary>A number with its limits.</summary>
    public static string WithLimits(Interval interval, Func<double, string> spell) =>
        double.IsNaN(interval.Low) ? spell(interval.Value) : $"{spell(interval.Value)} ({spell(interval.Low)} to {spell(interval.High)})";

    /// <summary>One row's prediction: the class with its probability, or the value.</summary>
    /// <param name="predictions">Task, classes and what the numbers mean.</param>
    /// <param name="numbers">The row's numbers.</param>
    public static string Prediction(Predictions predictions, ReadOnlySpan<double> numbers)
    {
        var data = predictions.Data;
        if (data.Task == LearningTask.Regression || predictions.Kind == PredictionKind.Score)
        {
            return Number(numbers[0]);
        }

        var label = Predictions.LabelOf(numbers);
        var probability = numbers.Length > 1 ? numbers[label] : label == 1 ? numbers[0] : 1 - numbers[0];
        return predictions.Kind == PredictionKind.Label ? data.Classes[label] : $"{data.Classes[label]} ({probability.ToString("0.0##", CultureInfo.InvariantCulture)})";
    }
}

using Assay.Data;

namespace Assay.Evaluation.Models;

/// <summary>One row's prediction with its confidence.</summary>
/// <param name="Row">The row's number in the file, from 0.</param>
public sealed record PredictedRow(int Row)
{
    /// <summary>The predicted class; null for regression.</summary>
    public string? Class { get; init; }

    /// <summary>The probability of the predicted class.</summary>
    public double? Probability { get; init; }

    /// <summary>One probability a class, in class order.</summary>
    public IReadOnlyList<double>? Probabilities { get; init; }

    /// <summary>The predicted number; null for classes.</summary>
    public double? Value { get; init; }

    /// <summary>Lower limit of the 95 % prediction interval, from out-of-fold residuals.</summary>
    public double? Low { get; init; }

    /// <summary>Upper limit.</summary>
    public double? High { get; init; }

    /// <summary>A model's numbers as rows.</summary>
    /// <param name="schema">The model's schema.</param>
    /// <param name="predicted">n x outputs, row after row.</param>
    public static IReadOnlyList<PredictedRow> Of(ModelSchema schema, double[] predicted)
    {
        var outputs = schema.Task == LearningTask.Multiclass ? schema.Classes.Count : 1;
        return [.. Enumerable.Range(0, predicted.Length / outputs).Select(row => One(schema, row, predicted.AsSpan(row * outputs, outputs)))];
    }

    private static PredictedRow One(ModelSchema schema, int row, ReadOnlySpan<double> numbers)
    {
        if (schema.Task == LearningTask.Regression)
        {
            var value = numbers[0];
            var known = schema.ResidualQuantiles.Count == 2;
            return new PredictedRow(row)
            {
                Value = value,
                Low = known ? value + schema.ResidualQuantiles[0] : double.NaN,
                High = known ? value + schema.ResidualQuantiles[1] : double.NaN,
            };
        }

        double[] probabilities = schema.Task == LearningTask.Binary ? [1 - numbers[0], numbers[0]] : numbers.ToArray();
        // The second class of two is positive from one half on.
        var best = schema.Task == LearningTask.Binary ? (numbers[0] >= 0.5 ? 1 : 0) : Array.IndexOf(probabilities, probabilities.Max());
        return new PredictedRow(row) { Class = schema.Classes[best], Probability = probabilities[best], Probabilities = probabilities };
    }
}

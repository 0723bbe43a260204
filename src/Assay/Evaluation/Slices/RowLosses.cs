using System.Globalization;
using Assay.Data;
using Assay.Evaluation.Rows;

namespace Assay.Evaluation.Slices;

/// <summary>One loss a row from the truth and a prediction that stand in the same table.</summary>
/// <param name="Values">One loss a row, at least 0.</param>
/// <param name="Name">What it is, for sentences.</param>
public sealed record RowLosses(double[] Values, string Name)
{
    /// <summary>What can be measured.</summary>
    public static IReadOnlyList<string> Measures { get; } = ["zero-one", "log-loss", "squared", "absolute"];

    /// <summary>The losses of a column of predictions.</summary>
    /// <remarks>
    /// The truth is the data set's target. Predictions are names of classes (or, for two classes, the probability of the positive one), or
    /// numbers. Not said otherwise, the loss is 0 or 1 for names, the log loss for probabilities, the squared error for numbers; a
    /// probability of 0.5 or more predicts the positive class where the loss is 0 or 1.
    /// </remarks>
    /// <param name="data">The table.</param>
    /// <param name="prediction">The name of its column of predictions.</param>
    /// <param name="measure">One of <see cref="Measures"/>, or null.</param>
    /// <exception cref="AssayException"><c>data.column-missing</c>, <c>data.prediction-…</c>, <c>usage.measure</c>.</exception>
    public static RowLosses Of(Dataset data, string prediction, string? measure = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        var predicted = data.Named(prediction);
        for (var row = 0; row < predicted.Count; row++)
        {
            if (predicted.IsMissing(row))
            {
                throw new AssayException("data.prediction-missing", $"The prediction \"{predicted.Name}\" is missing in row {row + 1} of those with a truth; every row needs one. Leave such rows out of the file.");
            }
        }

        return data.Task == LearningTask.Regression ? Read(data, Numbers(data, predicted), PredictionKind.Value, measure ?? "squared")
            : AsProbabilities(data, predicted) is { } probabilities ? Read(data, probabilities, PredictionKind.Probability, measure ?? "log-loss")
            : OfNames(data, predicted, measure ?? "zero-one");
    }

    /// <summary>The losses of anybody's predictions.</summary>
    /// <param name="predictions">Truth and predictions.</param>
    /// <param name="measure">One of <see cref="Measures"/>; empty for zero-one of classes and the absolute error of numbers.</param>
    /// <exception cref="AssayException"><c>suite.setting-wrong</c> when the measure does not suit the task or the predictions.</exception>
    internal static RowLosses Of(Predictions predictions, string measure)
    {
        var (data, classes) = (predictions.Data, predictions.Data.Task != LearningTask.Regression);
        var asked = measure.Length > 0 ? measure : classes ? "zero-one" : "absolute";
        return Find(data, predictions.Predicted, predictions.Kind, asked) ?? throw new AssayException(
            "suite.setting-wrong", $"The loss \"{measure}\" does not suit these predictions. Choose {(classes ? "zero-one, or log-loss where there are probabilities" : "absolute or squared")}.");
    }

    private static RowLosses Read(Dataset data, double[] predicted, PredictionKind kind, string measure) =>
        Find(data, predicted, kind, measure) ?? throw Unsuited(measure, kind == PredictionKind.Value ? "a truth of numbers" : "probabilities", kind == PredictionKind.Value ? "squared or absolute" : string.Join(", ", Measures));

    private static RowLosses? Find(Dataset data, double[] predicted, PredictionKind kind, string measure)
    {
        var rows = new JudgedRows(data.Target.ToArray(), predicted, data.Outputs, new RowDesign([], [], 0.95));
        return (measure, data.Task != LearningTask.Regression) switch
        {
            ("zero-one", true) => new RowLosses(rows.Wrong(), "error rate"),
            ("log-loss", true) when kind == PredictionKind.Probability => new RowLosses(Array.ConvertAll(rows.OfTruth(), p => -Math.Log(Math.Clamp(p, Math.Pow(2, -52), 1))), "log loss"),
            ("absolute", true) when kind == PredictionKind.Probability && data.Outputs == 1 => new RowLosses(Array.ConvertAll(rows.OfTruth(), p => 1 - p), "mean absolute error"),
            ("squared", true) when kind == PredictionKind.Probability && data.Outputs == 1 => new RowLosses(Array.ConvertAll(rows.OfTruth(), p => (1 - p) * (1 - p)), "Brier score"),
            ("absolute", false) => new RowLosses(rows.Distances(), "mean absolute error"),
            ("squared", false) => new RowLosses(Array.ConvertAll(rows.Distances(), d => d * d), "mean squared error"),
            _ => null,
        };
    }

    private static RowLosses OfNames(Dataset data, Column predicted, string measure)
    {
        if (measure != "zero-one")
        {
            throw Unsuited(measure, "predicted names of classes", "zero-one");
        }

        var truth = data.Target.ToArray();
        return new RowLosses([.. truth.Select((t, row) => predicted.Show(row) == data.Classes[(int)t] ? 0.0 : 1)], "error rate");
    }

    // Numbers in [0, 1] that are not just the classes 0 and 1 again; null when they are names of classes.
    private static double[]? AsProbabilities(Dataset data, Column predicted)
    {
        var known = data.Classes.ToHashSet(StringComparer.Ordinal);
        var unknown = Enumerable.Range(0, predicted.Count).FirstOrDefault(row => !known.Contains(predicted.Show(row)!), -1);
        if (unknown < 0)
        {
            return null;
        }

        if (data.Task == LearningTask.Binary && predicted is NumberColumn or CategoryColumn)
        {
            var numbers = Enumerable.Range(0, predicted.Count).Select(row => Parse(predicted, row)).ToArray();
            var outside = Array.FindIndex(numbers, n => n is not (>= 0 and <= 1));
            if (outside < 0)
            {
                return numbers;
            }

            // Numbers throughout are probabilities, and the one that is none is the fault.
            unknown = numbers.Any(double.IsNaN) ? unknown : outside;
        }

        throw new AssayException(
            "data.prediction-unknown",
            $"The prediction \"{predicted.Name}\" is \"{predicted.Show(unknown)}\" in row {unknown}, which is none of the classes of \"{data.TargetName}\" ({string.Join(", ", data.Classes.Take(5).Select(c => $"\"{c}\""))}{(data.Classes.Count > 5 ? ", ..." : "")}){(data.Task == LearningTask.Binary ? " and no probability in [0, 1]" : "")}. Name the column of predicted classes{(data.Task == LearningTask.Binary ? " or probabilities" : "")}.");
    }

    private static double[] Numbers(Dataset data, Column predicted)
    {
        var numbers = Enumerable.Range(0, predicted.Count).Select(row => Parse(predicted, row)).ToArray();
        return Array.FindIndex(numbers, double.IsNaN) is >= 0 and var bad
            ? throw new AssayException("data.prediction-unknown", $"The prediction \"{predicted.Name}\" is \"{predicted.Show(bad)}\" in row {bad}, but the truth \"{data.TargetName}\" holds numbers. Name a column of predicted numbers.")
            : numbers;
    }

    private static double Parse(Column column, int row) => column is NumberColumn numbers ? numbers.Values[row]
        : double.TryParse(column.Show(row), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN;

    private static AssayException Unsuited(string measure, string what, string known) =>
        new("usage.measure", $"The measure \"{measure}\" does not go with {what}. Use {known}.");
}

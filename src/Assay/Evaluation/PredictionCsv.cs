using System.Globalization;
using Assay.Data;

namespace Assay.Evaluation;

/// <summary>Writes labelled predictions as a CSV that <see cref="PredictionFile"/> reads: row, truth, prediction, one probability a class, group and weight where there are.</summary>
public static class PredictionCsv
{
    /// <summary>One line a row, in order; UTF-8.</summary>
    public static void Write(Stream stream, Predictions predictions)
    {
        using var writer = new StreamWriter(stream, leaveOpen: true) { NewLine = "\n" };
        var data = predictions.Data;
        var (group, probabilities) = (data.With(ColumnRole.Group), predictions.Kind == PredictionKind.Probability);
        writer.WriteLine(string.Join(',', (string[])[
            "row", "truth", "prediction", .. probabilities ? data.Classes.Select(c => Quoted("probability " + c)) : [], .. group is null ? [] : new[] { "group" }, .. data.Weights.IsEmpty ? [] : new[] { "weight" }]));
        var labels = data.Task == LearningTask.Regression ? [] : predictions.Labels();
        for (var row = 0; row < predictions.Count; row++)
        {
            writer.Write(predictions.IdOf(row));
            writer.Write($",{Truth(data, row)},{(labels.Length > 0 ? Quoted(data.Classes[(int)labels[row]]) : Plain(predictions.Predicted[row]))}");
            foreach (var probability in probabilities ? Probabilities(predictions, row) : [])
            {
                writer.Write("," + Plain(probability));
            }

            writer.Write(group is null ? "" : "," + Quoted(group.Show(row) ?? ""));
            writer.WriteLine(data.Weights.IsEmpty ? "" : "," + Plain(data.Weights.Span[row]));
        }
    }

    /// <summary>A field as RFC 4180 asks; a leading = + - @ is not touched, because these are names the user's own table brought.</summary>
    public static string Quoted(string text) =>
        text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    /// <summary>A number that reads back as the same bits.</summary>
    public static string Plain(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Truth(Dataset data, int row) =>
        data.Task == LearningTask.Regression ? Plain(data.Target.Span[row]) : Quoted(data.Classes[(int)data.Target.Span[row]]);

    private static double[] Probabilities(Predictions predictions, int row)
    {
        var outputs = predictions.Data.Outputs;
        var numbers = predictions.Predicted.AsSpan(row * outputs, outputs);
        return outputs == 1 ? [1 - numbers[0], numbers[0]] : numbers.ToArray();
    }
}

using System.Globalization;
using Assay.Data;

namespace Assay.Evaluation;

/// <summary>Turns the prediction columns of a file into the numbers metrics take.</summary>
internal sealed class PredictedNumbers(RawTable table, string file, PredictionHeader header)
{
    private const double MostOutside = 0.05;

    /// <summary>What a missing prediction is written like.</summary>
    public MissingMarkers Missing { get; init; } = MissingMarkers.Usual;

    /// <summary>What one number a row means; null to see from the numbers.</summary>
    public PredictionKind? Kind { get; init; }

    /// <summary>The numbers of these rows of the file, what they mean, and the classes: those of the truth and, after them, any other that was predicted.</summary>
    /// <param name="data">The rows with their truth.</param>
    /// <param name="rows">The row of the file for every row of the data.</param>
    public (double[] Predicted, PredictionKind Kind, IReadOnlyList<string> Classes) Of(Dataset data, int[] rows)
    {
        if (data.Task == LearningTask.Regression)
        {
            return (Numbers(header.Predicted ?? header.Score ?? throw NoValue(data), rows), PredictionKind.Value, []);
        }

        if (header.Probabilities.Count > 0)
        {
            return Probabilities(data, rows);
        }

        return header.Score is not null && data.Classes.Count == 2 && !IsConfidence(data, rows) ? Scores(rows, data.Classes) : Labels(data, rows);
    }

    private (double[] Predicted, PredictionKind Kind, IReadOnlyList<string> Classes) Probabilities(Dataset data, int[] rows)
    {
        var named = header.NamesOf(data.Classes);
        var missing = data.Classes.Where(c => named.All(p => p.Class != c)).ToList();
        if (missing.Count > 0)
        {
            throw new AssayException(
                "data.class-without-column",
                $"{file} has probabilities of {string.Join(", ", header.Probabilities.Select(p => $"\"{p.Class}\""))}, but none of the class{(missing.Count > 1 ? "es" : "")} {string.Join(", ", missing.Select(m => $"\"{m}\""))} of \"{data.TargetName}\". Name the columns \"probability CLASS\".");
        }

        IReadOnlyList<string> classes = [.. data.Classes, .. named.Select(p => p.Class).Where(c => !data.Classes.Contains(c))];
        var columns = classes.Select(c => Numbers(named.First(p => p.Class == c).Column, rows)).ToArray();
        if (columns.SelectMany(c => c).FirstOrDefault(v => v is < 0 or > 1, double.NaN) is var outside && !double.IsNaN(outside))
        {
            throw new AssayException("data.probability-outside", $"A probability lies in [0, 1]; {file} has {outside.ToString("R", CultureInfo.InvariantCulture)}. Give probabilities, or one --score COL of the positive class.");
        }

        if (classes.Count == 2)
        {
            return (columns[1], PredictionKind.Probability, classes);
        }

        var predicted = new double[rows.Length * classes.Count];
        for (var row = 0; row < rows.Length; row++)
        {
            for (var c = 0; c < classes.Count; c++)
            {
                predicted[(row * classes.Count) + c] = columns[c][row];
            }
        }

        return (predicted, PredictionKind.Probability, classes);
    }

    private (double[] Predicted, PredictionKind Kind, IReadOnlyList<string> Classes) Scores(int[] rows, IReadOnlyList<string> classes)
    {
        var scores = Numbers(header.Score!, rows);
        var outside = Array.FindIndex(scores, s => s is not (>= 0 and <= 1));
        if (Kind == PredictionKind.Score || outside < 0)
        {
            return (scores, Kind == PredictionKind.Score ? PredictionKind.Score : PredictionKind.Probability, classes);
        }

        // Scores of a scale of their own are mostly outside; a few that are stand for a fault of whoever wrote probabilities.
        var count = scores.Count(s => s is not (>= 0 and <= 1));
        return Kind != PredictionKind.Probability && count > MostOutside * scores.Length
            ? (scores, PredictionKind.Score, classes)
            : throw new AssayException(
                "data.probability-outside",
                $"A probability lies in [0, 1]; {count} of {scores.Length} in column \"{header.Score}\" of {file} do not, the first is {scores[outside].ToString("R", CultureInfo.InvariantCulture)} in row {rows[outside]}. Give probabilities, or say that the numbers are scores (--kind score).");
    }

    private (double[] Predicted, PredictionKind Kind, IReadOnlyList<string> Classes) Labels(Dataset data, int[] rows)
    {
        if (header.Predicted is not { } name)
        {
            throw new AssayException(
                "data.prediction-missing", $"{file} has one score a row, but \"{data.TargetName}\" has {data.Classes.Count} classes. Give one column \"probability CLASS\" a class, or the predicted class with --predicted COL.");
        }

        // A column that is called a prediction and is no class of two is a score.
        if (data.Classes.Count == 2 && NumbersOrNull(name) is { } numbers && rows.Any(r => !data.Classes.Contains(TypedColumn.Written(numbers[r]))))
        {
            return new PredictedNumbers(table, file, header with { Score = name }) { Missing = Missing, Kind = Kind }.Scores(rows, data.Classes);
        }

        var labels = Texts(name, rows);
        IReadOnlyList<string> classes = [.. data.Classes, .. labels.Except(data.Classes, StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var index = classes.Select((c, i) => (c, i)).ToDictionary(p => p.c, p => p.i, StringComparer.Ordinal);
        if (classes.Count == 2)
        {
            return ([.. labels.Select(l => (double)index[l])], PredictionKind.Label, classes);
        }

        var predicted = new double[rows.Length * classes.Count];
        for (var row = 0; row < rows.Length; row++)
        {
            predicted[(row * classes.Count) + index[labels[row]]] = 1;
        }

        return (predicted, PredictionKind.Label, classes);
    }

    // Beside a predicted class, one number may be its own probability and not that of the positive class.
    private bool IsConfidence(Dataset data, int[] rows)
    {
        if (header.Predicted is null)
        {
            return false;
        }

        var (scores, labels) = (Numbers(header.Score!, rows), Texts(header.Predicted, rows));
        if (labels.Any(l => !data.Classes.Contains(l)))
        {
            return false;
        }

        var agree = scores.Zip(labels, (s, l) => s >= 0.5 == (l == data.Classes[1])).Count(same => same);
        return agree < rows.Length && scores.All(s => s is >= 0.5 and <= 1);
    }

    private double[] Numbers(string name, int[] rows)
    {
        var numbers = NumbersOrNull(name)
            ?? throw new AssayException("data.prediction-not-number", $"Column \"{name}\" of {file} holds texts where numbers are needed. Choose another column with --score or --predicted.");
        var picked = Array.ConvertAll(rows, r => numbers[r]);
        var none = Array.FindIndex(picked, double.IsNaN);
        return none < 0 ? picked : throw NoAnswer(name, rows, picked.Count(double.IsNaN), none);
    }

    private string[] Texts(string name, int[] rows)
    {
        var cells = TypedColumn.Make(CleanColumn.Of(Raw(name), keepText: false, Missing), ColumnKind.Category, null);
        var none = Array.FindIndex(rows, cells.IsMissing);
        return none < 0 ? Array.ConvertAll(rows, r => cells.Show(r)!) : throw NoAnswer(name, rows, rows.Count(cells.IsMissing), none);
    }

    private AssayException NoAnswer(string name, int[] rows, int count, int first) => new(
        "data.prediction-missing",
        $"{count} {(count == 1 ? "row" : "rows")} of {file} {(count == 1 ? "has" : "have")} no \"{name}\" (the first is row {rows[first]}). A row without an answer cannot be judged: fill it with what the system would do, or leave it out of both files.");

    private AssayException NoValue(Dataset data) => new(
        "data.prediction-missing", $"\"{data.TargetName}\" is an amount, and {file} has no column with a predicted value. Name it with --predicted COL, or say --task multiclass.");

    private double[]? NumbersOrNull(string name) => CleanColumn.Of(Raw(name), keepText: false).Cells is RawNumbers numbers ? numbers.Values : null;

    private RawColumn Raw(string name) => table.Columns.First(c => c.Name == name);
}

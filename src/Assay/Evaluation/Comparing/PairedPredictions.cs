using System.Globalization;
using Assay.Data;
using Assay.Evaluation.Rows;
using Assay.Metrics;

namespace Assay.Evaluation.Comparing;

/// <summary>Two systems' predictions of the same rows in the same order, over the same classes.</summary>
/// <param name="Data">The rows both have.</param>
/// <param name="First">n x outputs.</param>
/// <param name="Second">n x outputs.</param>
internal sealed record PairedPredictions(Dataset Data, double[] First, double[] Second)
{
    /// <summary>What the numbers of the two mean.</summary>
    public required (PredictionKind First, PredictionKind Second) Meaning { get; init; }

    /// <summary>The rows with the second's other columns.</summary>
    public required Dataset SecondData { get; init; }

    /// <summary>The unit of every row; empty when rows are independent.</summary>
    public int[] Units { get; init; } = [];

    /// <summary>What the units are; null when rows are independent.</summary>
    public string? UnitsBy { get; init; }

    /// <summary>What to know about the pairing.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>For messages.</summary>
    public string Kinds => $"the first gives a {Meaning.First.ToString().ToLowerInvariant()}, the second a {Meaning.Second.ToString().ToLowerInvariant()}";

    /// <summary>The truth, length n.</summary>
    public double[] Truth { get; } = Data.Target.ToArray();

    /// <summary>Whether the metric makes sense of both.</summary>
    public bool Allows(Metric metric) =>
        new Predictions("", Data, First, Meaning.First).Allows(metric) && new Predictions("", Data, Second, Meaning.Second).Allows(metric);

    /// <summary>Pairs the rows by name.</summary>
    /// <exception cref="AssayException"><c>data.task-differs</c>, <c>data.rows-differ</c>, <c>data.truth-differs</c>.</exception>
    public static PairedPredictions Of(Predictions first, Predictions second)
    {
        if (first.Data.Task == LearningTask.Regression != (second.Data.Task == LearningTask.Regression))
        {
            throw new AssayException(
                "data.task-differs", $"{first.Name} is read as {Word(first)} and {second.Name} as {Word(second)}. Say which with --task.");
        }

        var (left, right) = RowNames.Pair(Names(first), Names(second), (first.Name, second.Name));
        RefuseIdsAgainstNumbers(first, second, left.Length);
        var (one, two) = (first.Data.Taking(left), second.Data.Taking(right));
        IReadOnlyList<string> classes = [.. first.Data.Classes, .. second.Data.Classes.Except(first.Data.Classes, StringComparer.Ordinal)];
        RefuseOtherTruth(one, two, (first, left));
        var data = one with { Task = classes.Count > 2 ? LearningTask.Multiclass : one.Task, Classes = classes };
        var units = RowUnits.Find(data) is { By: not null } own ? own : RowUnits.Find(two);
        return new PairedPredictions(data, Numbers(first, left, classes), Numbers(second, right, classes))
        {
            Meaning = (first.Kind, second.Kind),
            SecondData = two,
            Units = units.Of,
            UnitsBy = units.By,
            Notes = Said(first, second, left.Length),
        };
    }

    private static string Word(Predictions predictions) => predictions.Data.Task.ToString().ToLowerInvariant();

    private static string[] Names(Predictions predictions) => [.. Enumerable.Range(0, predictions.Count).Select(predictions.IdOf)];

    // Ids that happen to be numbers of rows would pair rows that have nothing to do with each other.
    private static void RefuseIdsAgainstNumbers(Predictions first, Predictions second, int paired)
    {
        var (named, numbered) = first.Ids.Count > 0 ? (first, second) : (second, first);
        if (named.Ids.Count > 0 && numbered.Ids.Count == 0 && numbered.Data.SourceRows.Length == 0 && paired < Math.Min(first.Count, second.Count))
        {
            throw new AssayException(
                "data.rows-differ",
                $"{named.Name} names its rows (\"{named.IdOf(0)}\" ...), {numbered.Name} has no column that does, and only {paired} of the names are numbers of its rows. Give both the same column of names, or name it with --id COL.");
        }
    }

    private static void RefuseOtherTruth(Dataset one, Dataset two, (Predictions First, int[] Rows) at)
    {
        var a = one.Target.Span;
        var b = two.Target.Span;
        var (differing, example) = (0, -1);
        for (var row = 0; row < a.Length; row++)
        {
            var same = one.Task == LearningTask.Regression
                ? Math.Abs(a[row] - b[row]) <= 1e-9 * Math.Max(1, Math.Abs(a[row]))
                : one.Classes[(int)a[row]] == two.Classes[(int)b[row]];
            if (!same)
            {
                differing++;
                example = example < 0 ? row : example;
            }
        }

        if (differing > 0)
        {
            var said = one.Task == LearningTask.Regression
                ? (a[example].ToString("R", CultureInfo.InvariantCulture), b[example].ToString("R", CultureInfo.InvariantCulture))
                : (one.Classes[(int)a[example]], two.Classes[(int)b[example]]);
            if (one.Task != LearningTask.Regression && !one.Classes.Intersect(two.Classes, StringComparer.Ordinal).Any())
            {
                throw new AssayException("data.truth-differs", $"The two files have no class in common: one has {Listed(one.Classes)}, the other {Listed(two.Classes)}. Write the classes alike in both.");
            }

            throw new AssayException(
                "data.truth-differs",
                $"The two files disagree on the truth of {differing} of {a.Length} rows, such as row \"{at.First.IdOf(at.Rows[example])}\": \"{said.Item1}\" and \"{said.Item2}\". They are not the same rows, or one label was changed; name the rows with --id COL.");
        }
    }

    private static string Listed(IReadOnlyList<string> classes) => string.Join(", ", classes.Take(10).Select(c => $"\"{c}\""));

    // Probabilities, scores and classes over the classes of both: a class one system never heard of has probability 0 there.
    private static double[] Numbers(Predictions predictions, int[] rows, IReadOnlyList<string> classes)
    {
        var outputs = predictions.Data.Outputs;
        var own = predictions.Data.Classes;
        if (predictions.Data.Task == LearningTask.Regression || own.SequenceEqual(classes, StringComparer.Ordinal))
        {
            return JudgedRows.Picked(predictions.Predicted, rows, outputs);
        }

        var place = classes.Select(c => own.ToList().IndexOf(c)).ToArray();
        if (classes.Count == 2)
        {
            // The same two classes with the other one positive.
            return Array.ConvertAll(JudgedRows.Picked(predictions.Predicted, rows, 1), p => predictions.Kind == PredictionKind.Score ? -p : 1 - p);
        }

        if (predictions.Kind == PredictionKind.Score)
        {
            throw new AssayException("data.classes-differ", $"{predictions.Name} has a score of two classes, but together there are {classes.Count} ({string.Join(", ", classes)}). Give probabilities or classes.");
        }

        var numbers = new double[rows.Length * classes.Count];
        for (var row = 0; row < rows.Length; row++)
        {
            for (var c = 0; c < classes.Count; c++)
            {
                numbers[(row * classes.Count) + c] = place[c] < 0 ? 0
                    : outputs > 1 ? predictions.Predicted[(rows[row] * outputs) + place[c]]
                    : place[c] == 1 ? predictions.Predicted[rows[row]] : 1 - predictions.Predicted[rows[row]];
            }
        }

        return numbers;
    }

    private static List<string> Said(Predictions first, Predictions second, int paired)
    {
        var said = new List<string>();
        if (paired < first.Count || paired < second.Count)
        {
            said.Add(string.Create(CultureInfo.InvariantCulture, $"Compared are the {paired:#,0} rows both have; {first.Count - paired:#,0} only in {first.Name} and {second.Count - paired:#,0} only in {second.Name} are left out."));
        }

        foreach (var system in new[] { first, second })
        {
            // Rows without truth, and texts such as NA that were read as none.
            said.AddRange(system.Data.Notes.Where(n => n.Contains($"\"{system.Data.TargetName}\"", StringComparison.Ordinal) || n.StartsWith($"{system.Data.TargetName}: read", StringComparison.Ordinal)).Select(n => $"{system.Name}: {n}"));
        }

        if (first.Kind != second.Kind)
        {
            said.Add($"{first.Name} gives a {first.Kind.ToString().ToLowerInvariant()}, {second.Name} a {second.Kind.ToString().ToLowerInvariant()}: only metrics that make sense of both are shown.");
        }

        return said;
    }
}

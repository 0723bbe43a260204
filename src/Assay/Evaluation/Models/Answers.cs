using System.Globalization;
using System.Text.Json;
using Assay.Data;

namespace Assay.Evaluation.Models;

/// <summary>Reads what an outside program answered for a row: a number, a list, an object by class, or a class.</summary>
/// <remarks>
/// A number is the target's value, the probability of the positive class (0 to 1), or a score when that was told; a list has one
/// probability a class; an object gives each class its probability, under <c>probabilities</c> or directly; anything else is a class.
/// </remarks>
internal sealed class Answers(Dataset data, ModelSourceOptions options, string model)
{
    private const int Longest = 200;

    // Rounded to two decimals, many probabilities may miss 1 by so much.
    private const double MostOff = 0.02;
    private PredictionKind? seen;
    private ClassColumns? columns;

    /// <summary>The table the answers are for.</summary>
    public Dataset Data => data;

    /// <summary>What the answers mean: what was told, or what the first one showed.</summary>
    public PredictionKind Kind => seen ?? options.Kind ?? (data.Task == LearningTask.Regression ? PredictionKind.Value : PredictionKind.Probability);

    /// <summary>What had to be assumed; null when nothing was.</summary>
    public string? Note => columns?.Note;

    /// <summary>Reads one line: JSON, or a class as it stands.</summary>
    /// <param name="line">The answer.</param>
    /// <param name="row">The row's number in the table, for errors.</param>
    /// <param name="placed">Overwritten, one number an output.</param>
    /// <exception cref="AssayException"><c>provider.answer-unreadable</c>, <c>provider.answer-mixed</c>, <c>model.classes-differ</c>.</exception>
    public void Read(string line, int row, Span<double> placed)
    {
        JsonDocument? document = null;
        try
        {
            document = JsonDocument.Parse(line);
        }
        catch (JsonException)
        {
            Class(line.Trim(), line, row, placed);
            return;
        }

        using (document)
        {
            Read(document.RootElement, row, placed);
        }
    }

    /// <summary>Reads one JSON value.</summary>
    /// <inheritdoc cref="Read(string, int, Span{double})"/>
    public void Read(JsonElement answer, int row, Span<double> placed)
    {
        switch (answer.ValueKind)
        {
            case JsonValueKind.Number:
                Number(answer, row, placed);
                break;
            case JsonValueKind.Array when answer.GetArrayLength() == 1:
                Read(answer[0], row, placed);
                break;
            case JsonValueKind.Array:
                List(answer, row, placed);
                break;
            case JsonValueKind.Object when Inner(answer) is { } inner:
                Read(inner, row, placed);
                break;
            case JsonValueKind.Object:
                Map(answer, row, placed);
                break;
            case JsonValueKind.String or JsonValueKind.True or JsonValueKind.False:
                Class(answer.ToString(), answer.GetRawText(), row, placed);
                break;
            default:
                throw Unreadable(answer.GetRawText(), row);
        }
    }

    private void Number(JsonElement answer, int row, Span<double> placed)
    {
        var value = answer.GetDouble();
        if (data.Task == LearningTask.Regression)
        {
            Settle(PredictionKind.Value, row);
            placed[0] = value;
        }
        else if (options.Kind == PredictionKind.Score && data.Task == LearningTask.Binary)
        {
            Settle(PredictionKind.Score, row);
            placed[0] = value;
        }
        else if (data.Task == LearningTask.Binary && options.Kind != PredictionKind.Label && seen != PredictionKind.Label && value is >= 0 and <= 1 && !NamesAnother(answer.GetRawText(), value))
        {
            Settle(PredictionKind.Probability, row);
            placed[0] = value;
        }
        else
        {
            Class(answer.GetRawText(), answer.GetRawText(), row, placed);
        }
    }

    // With the classes "1" and "2" a bare 1 is the first class and not certainty of the second.
    private bool NamesAnother(string text, double value) => data.Classes.Contains(text) && data.Classes[(int)value] != text;

    private void List(JsonElement answer, int row, Span<double> placed)
    {
        var own = new double[answer.GetArrayLength()];
        for (var i = 0; i < own.Length; i++)
        {
            own[i] = answer[i].ValueKind == JsonValueKind.Number ? answer[i].GetDouble() : throw Unreadable(answer.GetRawText(), row);
        }

        var kind = options.Kind == PredictionKind.Score ? PredictionKind.Score : PredictionKind.Probability;
        columns ??= ClassColumns.Of(data, options.Classes, (own.Length, kind), model);
        if (data.Task == LearningTask.Regression || own.Length != Math.Max(2, data.Outputs))
        {
            throw Unreadable(answer.GetRawText(), row);
        }

        if (kind == PredictionKind.Probability)
        {
            RefuseSum(own.Sum(), answer, row);
        }

        Settle(kind, row);
        columns.Place(own, placed);
    }

    private void Map(JsonElement answer, int row, Span<double> placed)
    {
        if (data.Task == LearningTask.Regression)
        {
            throw Unreadable(answer.GetRawText(), row);
        }

        Span<double> byClass = new double[data.Classes.Count];
        byClass.Fill(double.NaN);
        foreach (var property in answer.EnumerateObject())
        {
            var at = ClassColumns.IndexOf(data, property.Name);
            byClass[at >= 0 && property.Value.ValueKind == JsonValueKind.Number ? at : throw Unreadable(answer.GetRawText(), row)] = property.Value.GetDouble();
        }

        var sum = 0.0;
        foreach (var probability in byClass)
        {
            sum += probability;
        }

        // Classes that are left out are not known to be 0.
        RefuseSum(double.IsNaN(sum) ? 1 : sum, answer, row);
        Settle(PredictionKind.Probability, row);
        if (placed.Length == 1)
        {
            placed[0] = !double.IsNaN(byClass[1]) ? byClass[1] : !double.IsNaN(byClass[0]) ? 1 - byClass[0] : throw Unreadable(answer.GetRawText(), row);
            return;
        }

        for (var i = 0; i < placed.Length; i++)
        {
            placed[i] = double.IsNaN(byClass[i]) ? 0 : byClass[i];
        }
    }

    private void RefuseSum(double sum, JsonElement answer, int row)
    {
        if (Math.Abs(sum - 1) > MostOff)
        {
            throw new AssayException(
                "provider.answer-sum",
                string.Create(CultureInfo.InvariantCulture, $"{model} answered {Cut(answer.GetRawText())} for row {row}, which adds up to {sum:0.###}; probabilities of all classes add up to 1. Let it answer with probabilities, or say that its numbers are scores (--kind score)."));
        }
    }

    private void Class(string name, string raw, int row, Span<double> placed)
    {
        var at = data.Task == LearningTask.Regression ? -1 : ClassColumns.IndexOf(data, name);
        if (at < 0)
        {
            throw Unreadable(raw, row);
        }

        Settle(PredictionKind.Label, row);
        placed.Clear();
        placed[placed.Length == 1 ? 0 : at] = placed.Length == 1 ? at : 1;
    }

    // Some servers put the numbers under a name.
    private JsonElement? Inner(JsonElement answer)
    {
        foreach (var name in new[] { "probabilities", "probability", "prediction", "value" })
        {
            if (answer.TryGetProperty(name, out var inner) && ClassColumns.IndexOf(data, name) < 0)
            {
                return inner;
            }
        }

        return null;
    }

    private void Settle(PredictionKind kind, int row)
    {
        if (seen is { } before && before != kind)
        {
            throw new AssayException(
                "provider.answer-mixed", $"{model} answered with a {Word(kind)} for row {row}, but with a {Word(before)} before. Let it answer every row the same way.");
        }

        seen = kind;
    }

    private static string Word(PredictionKind kind) => kind.ToString().ToLowerInvariant();

    private static string Cut(string answer) => answer.Length > Longest ? answer[..Longest] + "..." : answer;

    private AssayException Unreadable(string answer, int row)
    {
        var expected = data.Task switch
        {
            LearningTask.Regression => "a number",
            LearningTask.Binary => $"a probability from 0 to 1 of \"{data.Classes[1]}\", a list or an object of two probabilities, or one of the classes {string.Join(", ", data.Classes)} (numbers outside 0 to 1 are scores: say --kind score)",
            _ => $"a list or an object of {data.Classes.Count} probabilities, or one of the classes {string.Join(", ", data.Classes)}",
        };
        return new("provider.answer-unreadable", string.Create(
            CultureInfo.InvariantCulture, $"{model} answered \"{Cut(answer)}\" for row {row}; expected {expected}."));
    }
}

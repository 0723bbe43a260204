using System.Globalization;
using Assay.Data;

namespace Assay.Evaluation.Models;

/// <summary>Brings the numbers a model gives for its own classes into the places of a table's classes.</summary>
internal sealed class ClassColumns
{
    private readonly int[] places;
    private readonly bool one;
    private readonly bool mirrored;
    private readonly PredictionKind kind;

    private ClassColumns(int[] places, bool one, bool mirrored, PredictionKind kind)
    {
        (this.places, this.one, this.mirrored, this.kind) = (places, one, mirrored, kind);
    }

    /// <summary>Numbers a row for the table.</summary>
    public int Outputs { get; private init; }

    /// <summary>What had to be assumed; null when nothing was.</summary>
    public string? Note { get; private init; }

    /// <summary>How a model's columns go with a table's classes.</summary>
    /// <param name="data">The table.</param>
    /// <param name="said">The classes as the model or its user says them, in the model's order; empty when nobody does.</param>
    /// <param name="shape">Numbers the model gives a row, at least 1, and what they mean.</param>
    /// <param name="model">The model's name, for errors.</param>
    /// <exception cref="AssayException"><c>model.outputs</c>, <c>model.classes-differ</c>.</exception>
    public static ClassColumns Of(Dataset data, IReadOnlyList<string> said, (int Count, PredictionKind Kind) shape, string model)
    {
        var count = shape.Count;
        if (data.Task == LearningTask.Regression)
        {
            return count == 1 ? new([0], true, false, shape.Kind) { Outputs = 1 } : throw Wrong(model, count, "one number a row, because the target is a number");
        }

        if (count == 1 && data.Task == LearningTask.Multiclass)
        {
            throw Wrong(model, count, $"one number for each of {data.Classes.Count} classes");
        }

        var names = said.Count > 0 ? said : [];
        var expected = count == 1 ? 2 : count;
        if (names.Count > 0 && names.Count != expected)
        {
            throw new AssayException("model.classes-differ", $"{model} gives numbers for {expected} classes, but {names.Count} are named ({string.Join(", ", names)}). Name each class once, in the model's order.");
        }

        var (order, note) = Order(data, names, expected, model);
        return count == 1
            ? new([], true, order[0] == 1, shape.Kind) { Note = note, Outputs = 1 }
            : new(order, data.Task == LearningTask.Binary, false, shape.Kind) { Note = note, Outputs = data.Outputs };
    }

    /// <summary>Whether two spellings name the same class: the same text, the same number, or the same truth value.</summary>
    public static bool Same(string first, string second) =>
        first == second
        || (double.TryParse(first, NumberStyles.Float, CultureInfo.InvariantCulture, out var a) && double.TryParse(second, NumberStyles.Float, CultureInfo.InvariantCulture, out var b) && a == b)
        || (bool.TryParse(first, out var p) && bool.TryParse(second, out var q) && p == q);

    /// <summary>The table's index of a class by its spelling; -1 when it has none of that name.</summary>
    public static int IndexOf(Dataset data, string name)
    {
        for (var pass = 0; pass < 2; pass++)
        {
            for (var i = 0; i < data.Classes.Count; i++)
            {
                if (pass == 0 ? data.Classes[i] == name : Same(data.Classes[i], name))
                {
                    return i;
                }
            }
        }

        return -1;
    }

    /// <summary>One row: the model's numbers in the table's places; classes the model does not know get 0.</summary>
    public void Place(ReadOnlySpan<double> own, Span<double> placed)
    {
        if (places.Length == 0)
        {
            placed[0] = !mirrored ? own[0] : kind == PredictionKind.Score ? -own[0] : 1 - own[0];
        }
        else if (one && own.Length == 1)
        {
            placed[0] = own[0];
        }
        else if (one)
        {
            // Two scores rank rows by their difference; of two probabilities the second says it all.
            var (negative, positive) = (own[Array.IndexOf(places, 0)], own[Array.IndexOf(places, 1)]);
            placed[0] = kind == PredictionKind.Score ? positive - negative : positive;
        }
        else
        {
            placed.Clear();
            for (var i = 0; i < own.Length; i++)
            {
                placed[places[i]] = own[i];
            }
        }
    }

    private static (int[] Order, string? Note) Order(Dataset data, IReadOnlyList<string> names, int expected, string model)
    {
        int[] order = [.. names.Select(name => IndexOf(data, name))];
        if (order.Length > 0 && order.All(o => o >= 0) && order.Distinct().Count() == order.Length)
        {
            return (order, null);
        }

        var numbered = names.Select((name, i) => Same(name, i.ToString(CultureInfo.InvariantCulture))).All(same => same);
        return numbered && expected == data.Classes.Count
            ? ([.. Enumerable.Range(0, expected)],
                data.Classes.Select((name, i) => Same(name, i.ToString(CultureInfo.InvariantCulture))).All(same => same)
                    ? null
                    : $"The model's classes 0 to {expected - 1} were taken as {string.Join(", ", data.Classes)}, the table's order. Say the classes in the model's order when that is not so.")
            : throw new AssayException(
                "model.classes-differ",
                names.Count == 0
                    ? $"{model} gives numbers for {expected} classes, but the target has {data.Classes.Count} ({string.Join(", ", data.Classes)}). Give a table with the model's classes."
                    : $"{model} has the classes {string.Join(", ", names)}, but the target has {string.Join(", ", data.Classes)}. Say the classes as the table spells them, in the model's order.");
    }

    private static AssayException Wrong(string model, int count, string expected) => new(
        "model.outputs", $"{model} gives {count} {(count == 1 ? "number" : "numbers")} a row; this table needs {expected}. Is it a model of this target?");
}

using Assay.Data;
using Assay.Evaluation.Rows;
using Assay.Metrics;

namespace Assay.Evaluation;

/// <summary>Labelled rows with what somebody predicted for them: a model, a rule, a person or another system.</summary>
/// <param name="Name">Who predicted, for people.</param>
/// <param name="Data">The rows: truth as the target, and whatever other columns came with them.</param>
/// <param name="Predicted">n x <see cref="Dataset.Outputs"/>, row after row; no NaN.</param>
/// <param name="Kind">What the numbers mean.</param>
public sealed record Predictions(string Name, Dataset Data, double[] Predicted, PredictionKind Kind)
{
    /// <summary>The names of the rows, by which two systems' rows are paired; empty when rows go by their number in the file.</summary>
    public IReadOnlyList<string> Ids { get; init; } = [];

    /// <summary>The rows.</summary>
    public int Count => Data.RowCount;

    /// <summary>The row's name: its id, or its number in the file (from 0).</summary>
    public string IdOf(int row) => Ids.Count > 0 ? Ids[row] : $"{(Data.SourceRows.Length > 0 ? Data.SourceRows[row] : row)}";

    /// <summary>Whether the metric makes sense of these numbers.</summary>
    public bool Allows(Metric metric) => metric.Supports(Data.Task) && Kind switch
    {
        PredictionKind.Label => metric is LabelMetric,
        PredictionKind.Score => metric is RankingMetric,
        _ => true,
    };

    /// <summary>The same predictions for the rows of another system, in its order.</summary>
    /// <exception cref="AssayException"><c>data.rows-differ</c> when a row of the other is missing here.</exception>
    public Predictions InOrderOf(Predictions other)
    {
        var (theirs, own) = RowNames.Pair([.. Enumerable.Range(0, other.Count).Select(other.IdOf)], [.. Enumerable.Range(0, Count).Select(IdOf)], (other.Name, Name));
        if (theirs.Length < other.Count)
        {
            throw new AssayException("data.rows-differ", $"{Name} predicts {theirs.Length} of the {other.Count} rows of {other.Name}. Give predictions of all of them.");
        }

        return this with
        {
            Data = Data.Taking(own),
            Predicted = JudgedRows.Picked(Predicted, own, Data.Outputs),
            Ids = [.. own.Select(IdOf)],
        };
    }

    /// <summary>The predicted class of every row: the positive one of two from one half on, of more the most probable, the first of equals.</summary>
    /// <returns>One class index a row.</returns>
    public double[] Labels()
    {
        var outputs = Data.Outputs;
        var labels = new double[Count];
        for (var row = 0; row < labels.Length; row++)
        {
            var numbers = Predicted.AsSpan(row * outputs, outputs);
            labels[row] = LabelOf(numbers);
        }

        return labels;
    }

    /// <summary>The class index that one row's numbers stand for, as in <see cref="Labels"/>.</summary>
    internal static int LabelOf(ReadOnlySpan<double> numbers)
    {
        if (numbers.Length == 1)
        {
            return numbers[0] >= 0.5 ? 1 : 0;
        }

        var best = 0;
        for (var i = 1; i < numbers.Length; i++)
        {
            best = numbers[i] > numbers[best] ? i : best;
        }

        return best;
    }
}

using Assay.Data;
using Assay.Evaluation.Models;
using Assay.Evaluation.Rows;
using Assay.Metrics;

namespace Assay.Evaluation.Differences;

/// <summary>What a model predicts for two tables, and for the rows that changed.</summary>
internal static class ModelChange
{
    private const double WorthTelling = 0.1;

    /// <summary>Predicts both tables.</summary>
    /// <param name="model">The model.</param>
    /// <param name="paths">Both tables.</param>
    /// <param name="options">How to read them when the model does not say.</param>
    /// <param name="rows">Rows by their numbers in the files: pairs that changed, and rows of the second table that did not.</param>
    public static ModelEffect Of(EvaluatedModel model, (string First, string Second) paths, DataDiffOptions options, (IReadOnlyList<(int Before, int After)> Changed, IReadOnlyList<int> Same) rows)
    {
        var read = options.Read ?? new ReadOptions { Target = options.Target };
        var (first, second) = (Predicted(model, paths.First, read, options.Cancellation), Predicted(model, paths.Second, read, options.Cancellation));
        var regression = first.Data.Task == LearningTask.Regression;
        var metric = Catalogue<Metric>.Find(regression ? "mean-absolute-error" : "accuracy");
        var (before, after) = (PlacesOf(first.Data), PlacesOf(second.Data));
        var limit = WorthTelling * Deviation(first.Data.Target.Span);
        var (compared, flipped) = (0L, 0L);
        foreach (var (old, now) in rows.Changed)
        {
            if (before.TryGetValue(old, out var one) && after.TryGetValue(now, out var two))
            {
                compared++;
                flipped += Flips((first, one), (second, two), limit) ? 1 : 0;
            }
        }

        int[] same = [.. rows.Same.Where(after.ContainsKey).Select(row => after[row])];
        return new ModelEffect(model.Name, compared, flipped, metric.Name, Measure(metric, first, null), Measure(metric, second, null), Measure(metric, second, same));
    }

    private static Predictions Predicted(EvaluatedModel model, string path, ReadOptions read, CancellationToken cancellation) =>
        ModelPredictions.Of(model, ModelPredictions.Read(model, path, read), cancellation);

    private static Dictionary<int, int> PlacesOf(Dataset data) =>
        Enumerable.Range(0, data.RowCount).ToDictionary(row => data.SourceRows.Length > 0 ? data.SourceRows[row] : row);

    private static bool Flips((Predictions Of, int Row) before, (Predictions Of, int Row) after, double limit)
    {
        ReadOnlySpan<double> Numbers((Predictions Of, int Row) row) => row.Of.Predicted.AsSpan(row.Row * row.Of.Data.Outputs, row.Of.Data.Outputs);
        return before.Of.Data.Task == LearningTask.Regression
            ? Math.Abs(Numbers(before)[0] - Numbers(after)[0]) > limit
            : before.Of.Data.Classes[Predictions.LabelOf(Numbers(before))] != after.Of.Data.Classes[Predictions.LabelOf(Numbers(after))];
    }

    private static double Deviation(ReadOnlySpan<double> values)
    {
        var mean = Numerics.Sums.Mean(values);
        return values.Length < 2 ? 0 : Math.Sqrt(Numerics.Sums.Squares(values, mean) / (values.Length - 1));
    }

    private static double Measure(Metric metric, Predictions predictions, int[]? rows)
    {
        var data = predictions.Data;
        if (rows is { Length: 0 } || data.RowCount == 0)
        {
            return double.NaN;
        }

        var truth = rows is null ? data.Target.ToArray() : Array.ConvertAll(rows, row => data.Target.Span[row]);
        return metric.Measure(new Scored(truth, rows is null ? predictions.Predicted : JudgedRows.Picked(predictions.Predicted, rows, data.Outputs), data.Outputs, [])).Value;
    }
}

using System.Globalization;
using Assay.Data;

namespace Assay.Development.Leaks;

/// <summary>How well one column alone predicts the target on rows the one-column model had not seen.</summary>
/// <param name="Column">Its name.</param>
/// <param name="Score">ROC AUC (mean over classes, weighted by their rows, for more than two), or R2 for regression.</param>
/// <param name="Task">What is predicted.</param>
internal sealed record ColumnStrength(string Column, double Score, LearningTask Task)
{
    /// <summary>From 0 for chance to 1 for perfect: 2 AUC - 1, or R2.</summary>
    public double Value => Task == LearningTask.Regression ? Math.Max(0, Score) : Math.Max(0, (2 * Score) - 1);

    /// <summary>The score with its name, such as <c>ROC AUC 0.993</c>.</summary>
    public string Text => $"{(Task == LearningTask.Regression ? "R2" : "ROC AUC")} {Score.ToString("0.000", CultureInfo.InvariantCulture)}";

    /// <summary>Every feature that can be measured, strongest first.</summary>
    public static IReadOnlyList<ColumnStrength> OfAll(Dataset data, int[] rows, ulong seed, CancellationToken cancellation)
    {
        var strengths = new List<ColumnStrength>();
        foreach (var column in data.Features)
        {
            cancellation.ThrowIfCancellationRequested();
            if (Keys(column, rows) is { } keys)
            {
                strengths.Add(Of(column.Name, keys, data, rows, seed));
            }
        }

        return [.. strengths.OrderByDescending(s => s.Score).ThenBy(s => s.Column, StringComparer.Ordinal)];
    }

    /// <summary>The strength of any number a row, such as the row's own number.</summary>
    public static ColumnStrength Of(string name, OneColumn keys, Dataset data, int[] rows, ulong seed)
    {
        var target = data.Target.Span;
        var truth = new double[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            truth[i] = target[rows[i]];
        }

        var halves = Array.ConvertAll(rows, r => RowSample.SecondHalf(seed, r));
        if (data.Task == LearningTask.Regression)
        {
            return new ColumnStrength(name, keys.CrossExplained(truth, halves), data.Task);
        }

        var (sum, weight) = (0.0, 0.0);
        for (var c = data.Task == LearningTask.Binary ? 1 : 0; c < data.Classes.Count; c++)
        {
            var indicator = Array.ConvertAll(truth, t => t == c ? 1.0 : 0.0);
            var share = data.Task == LearningTask.Binary ? 1 : indicator.Sum();
            sum += share * keys.CrossArea(indicator, halves);
            weight += share;
        }

        return new ColumnStrength(name, sum / weight, data.Task);
    }

    private static OneColumn? Keys(Column column, int[] rows) => column switch
    {
        NumberColumn numbers => OneColumn.Ordered(Array.ConvertAll(rows, r => numbers.Values[r])),
        CategoryColumn category => OneColumn.Named(Array.ConvertAll(rows, r => category.Codes[r])),
        _ => null,
    };
}

using Assay.Data;
using Assay.Metrics;
using Assay.Statistics;

namespace Assay.Development;

/// <summary>The main metric of out-of-fold predictions: measured on every fold and averaged by the folds' rows.</summary>
/// <remarks>
/// Per fold, because predictions of different fold models need not be on one scale (blocks of time drift), and because peers
/// score folds. Folds where the metric is undefined are left out of the mean, and said so.
/// </remarks>
internal sealed class FoldScore
{
    private readonly Dataset data;
    private readonly Metric metric;
    private readonly Split split;
    private readonly int[] scored;
    private readonly int[] foldOf;

    public FoldScore(Dataset data, Split split, Metric metric)
    {
        this.data = data;
        this.metric = metric;
        this.split = split;
        var pairs = split.Folds.SelectMany((fold, f) => fold.Validation.Select(row => (row, f))).ToArray();
        scored = [.. pairs.Select(p => p.row)];
        foldOf = [.. pairs.Select(p => p.f)];
    }

    /// <summary>The metric.</summary>
    public Metric Metric => metric;

    /// <summary>Scored rows, fold after fold.</summary>
    public int[] Rows => scored;

    /// <summary>The fold of each scored row.</summary>
    public int[] FoldOf => foldOf;

    /// <summary>The resampling unit of each scored row: the split's, or the row itself.</summary>
    public int[] Units()
    {
        if (split.Units.Length > 0)
        {
            return [.. scored.Select(row => split.Units[row])];
        }

        return [];
    }

    /// <summary>The metric of each fold, in fold order; NaN where undefined.</summary>
    public double[] Folds(double[] outOfFold) =>
        [.. split.Folds.Select(fold => Measure(fold.Validation, outOfFold))];

    /// <summary>The metric under row weights; weights are in the order of <see cref="Rows"/>.</summary>
    public WeightedScore Weighted(double[] outOfFold)
    {
        var parts = new List<(int Start, int Length, WeightedScore Score)>();
        var start = 0;
        foreach (var fold in split.Folds)
        {
            var (truth, predicted) = Gather(fold.Validation, outOfFold);
            parts.Add((start, fold.Validation.Length, metric.Prepare(truth, predicted, data.Outputs)));
            start += fold.Validation.Length;
        }

        return weights => Mean(parts, weights);
    }

    /// <summary>Row weights of the data set in the order of <see cref="Rows"/>; empty when all count the same.</summary>
    public double[] RowWeights() => data.Weights.IsEmpty ? [] : [.. scored.Select(row => data.Weights.Span[row])];

    /// <summary>Truth of <see cref="Rows"/>.</summary>
    public double[] Truth() => [.. scored.Select(row => data.Target.Span[row])];

    /// <summary>Predictions of <see cref="Rows"/>.</summary>
    public double[] Predictions(double[] outOfFold) => Gather(scored, outOfFold).Predicted;

    private double Measure(int[] rows, double[] outOfFold)
    {
        var (truth, predicted) = Gather(rows, outOfFold);
        var weights = new Sample(data, rows).Weights();
        return metric.Measure(new Scored(truth, predicted, data.Outputs, weights)).Value;
    }

    private static double Mean(List<(int Start, int Length, WeightedScore Score)> parts, ReadOnlySpan<double> weights)
    {
        double sum = 0, total = 0;
        foreach (var (start, length, score) in parts)
        {
            var value = score(weights.Slice(start, length));
            if (!double.IsNaN(value))
            {
                sum += value * length;
                total += length;
            }
        }

        return total > 0 ? sum / total : double.NaN;
    }

    private (double[] Truth, double[] Predicted) Gather(int[] rows, double[] outOfFold)
    {
        var outputs = data.Outputs;
        var truth = new double[rows.Length];
        var predicted = new double[rows.Length * outputs];
        for (var i = 0; i < rows.Length; i++)
        {
            truth[i] = data.Target.Span[rows[i]];
            outOfFold.AsSpan(rows[i] * outputs, outputs).CopyTo(predicted.AsSpan(i * outputs));
        }

        return (truth, predicted);
    }
}

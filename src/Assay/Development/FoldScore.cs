using Assay.Data;
using Assay.Metrics;
using Assay.Statistics;

namespace Assay.Development;

/// <summary>The main metric of out-of-fold predictions: measured on every fold and averaged by the folds' rows.</summary>
/// <remarks>
/// Per fold, because predictions of different fold models need not be on one scale (blocks of time drift), and because peers
/// score folds. Folds where the metric is undefined are left out of the mean, and said so. A position is one validation of one row:
/// positions stand fold after fold, as out-of-fold predictions do, and a row that several folds validate has several.
/// </remarks>
internal sealed class FoldScore
{
    private readonly Dataset data;
    private readonly (int Start, int Count)[] spans;

    public FoldScore(Dataset data, Split split, Metric metric)
    {
        this.data = data;
        Metric = metric;
        FoldsOfARepeat = split.Folds.Count / split.Repeats;
        var scored = new Sample(data, [.. split.Folds.SelectMany(f => f.Validation)]);
        Rows = scored.Rows;
        Truth = scored.Target();
        RowWeights = scored.Weights();
        Units = UnitsOf(split, Rows);
        spans = new (int, int)[split.Folds.Count];
        var end = 0;
        for (var fold = 0; fold < spans.Length; fold++)
        {
            spans[fold] = (end, split.Folds[fold].Validation.Length);
            end += spans[fold].Count;
        }
    }

    /// <summary>The metric.</summary>
    public Metric Metric { get; }

    /// <summary>Folds the rows are dealt into each time.</summary>
    public int FoldsOfARepeat { get; }

    /// <summary>The row of each position.</summary>
    public int[] Rows { get; }

    /// <summary>The truth of each position.</summary>
    public double[] Truth { get; }

    /// <summary>The data set's row weight of each position; empty when all count the same.</summary>
    public double[] RowWeights { get; }

    /// <summary>The resampling unit of each position: the split's, or the row; empty when every position is a row and a unit of its own.</summary>
    public int[] Units { get; }

    /// <summary>The positions of a fold's validation rows, in their order.</summary>
    public IEnumerable<int> Positions(int fold) => Enumerable.Range(spans[fold].Start, spans[fold].Count);

    /// <summary>The metric of each fold, in fold order; NaN where undefined.</summary>
    public double[] Folds(double[] outOfFold) => Array.ConvertAll(spans, span => Metric.Measure(new Scored(
        Truth.AsSpan(span.Start, span.Count),
        outOfFold.AsSpan(span.Start * data.Outputs, span.Count * data.Outputs),
        data.Outputs,
        RowWeights.Length == 0 ? [] : RowWeights.AsSpan(span.Start, span.Count))).Value);

    /// <summary>The metric as a function of one weight a position.</summary>
    public WeightedScore Weighted(double[] outOfFold)
    {
        var scores = Array.ConvertAll(spans, span => Metric.Prepare(
            Truth[span.Start..(span.Start + span.Count)],
            outOfFold[(span.Start * data.Outputs)..((span.Start + span.Count) * data.Outputs)],
            data.Outputs));
        return weights => Mean(scores, weights);
    }

    private static int[] UnitsOf(Split split, int[] rows) =>
        split.Units.Length > 0 ? Array.ConvertAll(rows, row => split.Units[row])
        : split.Repeats > 1 ? rows
        : [];

    private double Mean(WeightedScore[] scores, ReadOnlySpan<double> weights)
    {
        double sum = 0, total = 0;
        for (var fold = 0; fold < spans.Length; fold++)
        {
            var (start, count) = spans[fold];
            var value = scores[fold](weights.Slice(start, count));
            if (!double.IsNaN(value))
            {
                sum += value * count;
                total += count;
            }
        }

        return total > 0 ? sum / total : double.NaN;
    }
}

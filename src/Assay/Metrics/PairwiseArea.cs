using Assay.Data;
using Assay.Numerics;
using Assay.Statistics;

namespace Assay.Metrics;

/// <summary>ROC AUC of one class against another, over all pairs of classes; does not depend on how frequent classes are.</summary>
/// <remarks>A(i, j) is the mean of the area of column i and of column j on the rows of both classes. Source: Hand and Till, Machine Learning 45, 2001.</remarks>
public abstract class PairwiseArea : Metric
{
    /// <inheritdoc/>
    public sealed override bool LargerIsBetter => true;

    /// <inheritdoc/>
    public sealed override bool Supports(LearningTask task) => task == LearningTask.Multiclass;

    /// <inheritdoc/>
    public sealed override MetricValue Measure(Scored rows)
    {
        Door.Classes(rows);
        var value = rows.Weights.IsEmpty ? Unweighted(rows) : Mean(Pairs(rows), rows.Weights);
        return double.IsNaN(value) ? MetricValue.None("a class has no row") : value;
    }

    /// <inheritdoc/>
    public sealed override WeightedScore Prepare(double[] truth, double[] predicted, int outputs)
    {
        var rows = new Scored(truth, predicted, outputs, []);
        Door.Classes(rows);
        var pairs = Pairs(rows);
        return weights => Mean(pairs, weights);
    }

    private protected abstract bool ByPrevalence { get; }

    // Each column's keys are sorted once per true class; every pair is then one merge.
    private double Unweighted(Scored rows)
    {
        var classes = Math.Max(2, rows.Outputs);
        var starts = new int[classes + 1];
        for (var i = 0; i < rows.Count; i++)
        {
            starts[(int)rows.Truth[i] + 1]++;
        }

        for (var k = 0; k < classes; k++)
        {
            starts[k + 1] += starts[k];
        }

        var areas = new double[classes, classes];
        var keys = new ulong[rows.Count];
        for (var column = 0; column < rows.Outputs; column++)
        {
            Fill(rows, column, starts, keys);
            var own = keys.AsSpan(starts[column]..starts[column + 1]);
            for (var other = 0; other < classes; other++)
            {
                areas[column, other] = other == column ? 0 : SortedScores.Area(own, keys.AsSpan(starts[other]..starts[other + 1]));
            }
        }

        return Mean(areas, starts);
    }

    private static void Fill(Scored rows, int column, int[] starts, ulong[] keys)
    {
        Span<int> next = starts.AsSpan().ToArray();
        for (var i = 0; i < rows.Count; i++)
        {
            keys[next[(int)rows.Truth[i]]++] = RadixSort.Key(rows.Predicted[(i * rows.Outputs) + column]);
        }

        for (var k = 0; k + 1 < starts.Length; k++)
        {
            RadixSort.Sort(keys.AsSpan(starts[k]..starts[k + 1]), []);
        }
    }

    private double Mean(double[,] areas, int[] starts)
    {
        var (sum, total) = (0.0, 0.0);
        for (var i = 0; i + 1 < starts.Length; i++)
        {
            for (var j = i + 1; j + 1 < starts.Length; j++)
            {
                double weight = ByPrevalence ? starts[i + 1] - starts[i] + starts[j + 1] - starts[j] : 1;
                sum += weight * (areas[i, j] + areas[j, i]) / 2;
                total += weight;
            }
        }

        return sum / total;
    }

    private static List<(ScoreOrder First, ScoreOrder Second)> Pairs(Scored rows)
    {
        var members = new List<int>[Math.Max(2, rows.Outputs)];
        for (var k = 0; k < members.Length; k++)
        {
            members[k] = [];
        }

        for (var i = 0; i < rows.Count; i++)
        {
            members[(int)rows.Truth[i]].Add(i);
        }

        var pairs = new List<(ScoreOrder, ScoreOrder)>();
        for (var i = 0; i < members.Length; i++)
        {
            for (var j = i + 1; j < members.Length; j++)
            {
                int[] both = [.. members[i], .. members[j]];
                pairs.Add((ClassOrders.Pair(rows, both, i), ClassOrders.Pair(rows, both, j)));
            }
        }

        return pairs;
    }

    private double Mean(List<(ScoreOrder First, ScoreOrder Second)> pairs, ReadOnlySpan<double> weights)
    {
        var (sum, total) = (0.0, 0.0);
        foreach (var (first, second) in pairs)
        {
            var weight = ByPrevalence ? first.PositiveWeight(weights) + second.PositiveWeight(weights) : 1;
            sum += weight * (first.Area(weights) + second.Area(weights)) / 2;
            total += weight;
        }

        return sum / total;
    }
}

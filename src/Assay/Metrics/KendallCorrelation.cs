using Assay.Numerics;

namespace Assay.Metrics;

/// <summary>Share of pairs in the same order less the share in opposite order, corrected for ties (tau-b), from -1 to 1.</summary>
/// <remarks>O(n log n). Source: Kendall, Biometrika 33, 1945.</remarks>
[Named("kendall")]
public sealed class KendallCorrelation : WholeMetric
{
    /// <inheritdoc/>
    protected override MetricValue Of(Scored rows)
    {
        var order = RadixSort.Order(rows.Truth);
        var places = Places(rows.Predicted, out var distinct);
        var tree = new double[distinct + 1];
        var (balance, total) = (0.0, 0.0);
        for (int start = 0, end; start < order.Length; start = end)
        {
            for (end = start; end < order.Length && rows.Truth[order[end]] == rows.Truth[order[start]]; end++)
            {
                var below = Below(tree, places[order[end]] - 1);
                var above = total - Below(tree, places[order[end]]);
                balance += Weight(rows, order[end]) * (below - above);
            }

            for (var i = start; i < end; i++)
            {
                total += Weight(rows, order[i]);
                Add(tree, places[order[i]], Weight(rows, order[i]));
            }
        }

        var value = balance / Math.Sqrt(UntiedPairs(rows.Truth, rows.Weights)) / Math.Sqrt(UntiedPairs(rows.Predicted, rows.Weights));
        return double.IsFinite(value) ? value : MetricValue.None("truth or prediction is constant");
    }

    // Weight of pairs that differ: (W^2 - sum over ties of W_tie^2) / 2.
    private static double UntiedPairs(ReadOnlySpan<double> values, ReadOnlySpan<double> weights)
    {
        var order = RadixSort.Order(values);
        var (total, squares) = (0.0, 0.0);
        for (int start = 0, end; start < order.Length; start = end)
        {
            var tied = 0.0;
            for (end = start; end < order.Length && values[order[end]] == values[order[start]]; end++)
            {
                tied += weights.IsEmpty ? 1 : weights[order[end]];
            }

            squares += tied * tied;
            total += tied;
        }

        return ((total * total) - squares) / 2;
    }

    private static int[] Places(ReadOnlySpan<double> values, out int distinct)
    {
        var order = RadixSort.Order(values);
        var places = new int[values.Length];
        distinct = 0;
        for (var i = 0; i < order.Length; i++)
        {
            distinct += i == 0 || values[order[i]] != values[order[i - 1]] ? 1 : 0;
            places[order[i]] = distinct;
        }

        return places;
    }

    // Sums of prefixes in log n. Source: Fenwick, Software: Practice and Experience 24, 1994.
    private static double Below(double[] tree, int place)
    {
        var sum = 0.0;
        for (var i = place; i > 0; i -= i & -i)
        {
            sum += tree[i];
        }

        return sum;
    }

    private static void Add(double[] tree, int place, double weight)
    {
        for (var i = place; i < tree.Length; i += i & -i)
        {
            tree[i] += weight;
        }
    }
}

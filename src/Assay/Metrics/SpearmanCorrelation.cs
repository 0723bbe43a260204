using Assay.Numerics;

namespace Assay.Metrics;

/// <summary>Correlation of the ranks of truth and prediction, from -1 to 1; ties get their mean rank.</summary>
/// <remarks>Source: Spearman, American Journal of Psychology 15, 1904.</remarks>
[Named("spearman")]
public sealed class SpearmanCorrelation : WholeMetric
{
    /// <inheritdoc/>
    protected override MetricValue Of(Scored rows)
    {
        var value = Moments.Of(Ranked(rows.Truth, rows.Weights), Ranked(rows.Predicted, rows.Weights), rows.Weights).Correlation;
        return double.IsNaN(value) ? MetricValue.None("truth or prediction is constant") : value;
    }

    // A row of weight w takes w places; it and its ties get the middle of theirs.
    private static double[] Ranked(ReadOnlySpan<double> values, ReadOnlySpan<double> weights)
    {
        var order = RadixSort.Order(values);
        var (ranks, below) = (new double[values.Length], 0.0);
        for (int start = 0, end; start < order.Length; start = end)
        {
            var tied = 0.0;
            for (end = start; end < order.Length && values[order[end]] == values[order[start]]; end++)
            {
                tied += weights.IsEmpty ? 1 : weights[order[end]];
            }

            for (var i = start; i < end; i++)
            {
                ranks[order[i]] = below + (tied / 2);
            }

            below += tied;
        }

        return ranks;
    }
}

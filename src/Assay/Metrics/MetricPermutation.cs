using Assay.Statistics;

namespace Assay.Metrics;

/// <summary>The paired permutation test of two models in any metric.</summary>
public static class MetricPermutation
{
    /// <summary>Swaps the two models' predictions row by row, or unit by unit.</summary>
    /// <param name="metric">The metric.</param>
    /// <param name="truth">Class index or value, length n.</param>
    /// <param name="predicted">n x outputs of each model.</param>
    /// <param name="options">Units, weights, draws, seed and threads.</param>
    /// <returns>First minus second in the metric's own direction, with its p value.</returns>
    /// <exception cref="ArgumentException">The three do not line up.</exception>
    /// <exception cref="AssayException"><c>data.…</c> as the metric refuses.</exception>
    public static PairedPermutation Of(Metric metric, double[] truth, (double[] First, double[] Second) predicted, BootstrapOptions options)
    {
        if (predicted.First.Length != predicted.Second.Length || truth.Length == 0 || predicted.First.Length % truth.Length != 0)
        {
            throw new ArgumentException(
                $"truth has {truth.Length} rows; the models predicted {predicted.First.Length} and {predicted.Second.Length} numbers for them.", nameof(predicted));
        }

        // One table of both models' rows is sorted once; a swap is then only other weights.
        var both = metric.Prepare([.. truth, .. truth], [.. predicted.First, .. predicted.Second], predicted.First.Length / truth.Length);
        return PairedPermutation.Of(both, truth.Length, options);
    }
}

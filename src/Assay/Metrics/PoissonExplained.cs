using Assay.Numerics;

namespace Assay.Metrics;

/// <summary>Share of the Poisson deviance of the mean that is explained: 1 is perfect, 0 as good as the mean.</summary>
/// <remarks>Undefined for a constant target predicted exactly, minus infinity for one that is not. Source: Hastie, Tibshirani and Wainwright, Statistical Learning with Sparsity, 2015, eq. 3.11.</remarks>
[Named("d2-poisson")]
public sealed class PoissonExplained : WholeMetric
{
    /// <inheritdoc/>
    protected override MetricValue Of(Scored rows)
    {
        var (part, whole) = (new double[rows.Count], new double[rows.Count]);
        var (mean, constant) = (Mean(rows), true);
        for (var i = 0; i < rows.Count; i++)
        {
            part[i] = Weight(rows, i) * PoissonDeviance.Of(rows.Truth[i], rows.Predicted[i]);
            whole[i] = Weight(rows, i) * PoissonDeviance.Of(rows.Truth[i], mean);
            constant &= rows.Truth[i] == rows.Truth[0] || Weight(rows, i) == 0;
        }

        var (left, all) = (Sums.Of(part), constant ? 0 : Sums.Of(whole));
        return all == 0 && left == 0 ? MetricValue.None("truth is constant and predicted exactly: 0 / 0") : 1 - (left / all);
    }

    /// <inheritdoc/>
    protected override void Check(Scored rows) => PoissonDeviance.CheckRows(rows);

    private static double Mean(Scored rows) => rows.Weights.IsEmpty ? Sums.Mean(rows.Truth) : Sums.Dot(rows.Truth, rows.Weights) / Sums.Of(rows.Weights);
}

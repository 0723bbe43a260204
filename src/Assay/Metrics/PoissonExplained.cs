namespace Assay.Metrics;

/// <summary>Share of the Poisson deviance of the mean that is explained: 1 is perfect, 0 as good as the mean.</summary>
/// <remarks>Undefined for a constant target predicted exactly, minus infinity for one that is not. Source: Hastie, Tibshirani and Wainwright, Statistical Learning with Sparsity, 2015, eq. 3.11.</remarks>
[Named("d2-poisson")]
public sealed class PoissonExplained : WholeMetric
{
    /// <inheritdoc/>
    protected override MetricValue Of(Scored rows)
    {
        var (mean, constant) = (Mean(rows), true);
        for (var i = 0; i < rows.Count; i++)
        {
            constant &= rows.Truth[i] == rows.Truth[0] || Weight(rows, i) == 0;
        }

        var (part, whole) = (0.0, 0.0);
        for (var i = 0; i < rows.Count; i++)
        {
            part += Weight(rows, i) * PoissonDeviance.Of(rows.Truth[i], rows.Predicted[i]);
            whole += constant ? 0 : Weight(rows, i) * PoissonDeviance.Of(rows.Truth[i], mean);
        }

        return whole == 0 && part == 0 ? MetricValue.None("truth is constant and predicted exactly: 0 / 0") : 1 - (part / whole);
    }

    /// <inheritdoc/>
    protected override void Check(Scored rows) => PoissonDeviance.CheckRows(rows);

    private static double Mean(Scored rows)
    {
        var (sum, weight) = (0.0, 0.0);
        for (var i = 0; i < rows.Count; i++)
        {
            sum += Weight(rows, i) * rows.Truth[i];
            weight += Weight(rows, i);
        }

        return sum / weight;
    }
}

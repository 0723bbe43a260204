namespace Assay.Metrics;

/// <summary>Share of the absolute error of the median that is explained: 1 is perfect, 0 as good as the median.</summary>
/// <remarks>Source: Koenker and Machado, JASA 94, 1999, with the quantile one half.</remarks>
[Named("d2-absolute")]
public sealed class AbsoluteErrorExplained : WholeMetric
{
    /// <inheritdoc/>
    protected override MetricValue Of(Scored rows)
    {
        var median = WeightedQuantile.Median(rows.Truth, rows.Weights);
        var (errors, spread) = (0.0, 0.0);
        for (var i = 0; i < rows.Count; i++)
        {
            errors += Weight(rows, i) * Math.Abs(rows.Truth[i] - rows.Predicted[i]);
            spread += Weight(rows, i) * Math.Abs(rows.Truth[i] - median);
        }

        return RSquared.OneMinus(errors, spread);
    }
}

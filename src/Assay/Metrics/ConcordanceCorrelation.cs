namespace Assay.Metrics;

/// <summary>Correlation that also asks for the same mean and spread, from -1 to 1.</summary>
/// <remarks>Population moments. Source: Lin, Biometrics 45, 1989.</remarks>
[Named("concordance-correlation")]
public sealed class ConcordanceCorrelation : WholeMetric
{
    /// <inheritdoc/>
    protected override MetricValue Of(Scored rows)
    {
        var moments = Moments.Of(rows.Truth, rows.Predicted, rows.Weights);
        var shift = moments.Truth - moments.Predicted;
        var spread = moments.TruthSquares + moments.PredictedSquares + (shift * shift);
        return spread > 0 ? 2 * moments.Cross / spread : MetricValue.None("truth and prediction are the same constant");
    }
}

namespace Assay.Metrics;

/// <summary>Share of the variance of truth that is explained, a constant shift of predictions not counting.</summary>
/// <remarks>A constant target gives 1 when errors are constant too, else 0, as scikit-learn 1.2.</remarks>
[Named("explained-variance")]
public sealed class ExplainedVariance : WholeMetric
{
    /// <inheritdoc/>
    protected override MetricValue Of(Scored rows)
    {
        var errors = new double[rows.Count];
        for (var i = 0; i < errors.Length; i++)
        {
            errors[i] = rows.Truth[i] - rows.Predicted[i];
        }

        var moments = Moments.Of(rows.Truth, errors, rows.Weights);
        return RSquared.OneMinus(moments.PredictedSquares, moments.TruthSquares);
    }
}

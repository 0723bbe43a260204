namespace Assay.Metrics;

/// <summary>Loss of forecasts of any quantile.</summary>
/// <remarks>Source: Koenker and Bassett, Econometrica 46, 1978; share explained: Koenker and Machado, JASA 94, 1999; checked against scikit-learn 1.2.1.</remarks>
public static class PinballLoss
{
    /// <summary>Mean loss: <paramref name="quantile"/> times what lies above the forecast plus (1 - quantile) times what lies below.</summary>
    public static double Mean(Scored rows, double quantile)
    {
        Door.Values(rows);
        var (sum, weight) = (0.0, 0.0);
        for (var i = 0; i < rows.Count; i++)
        {
            var w = rows.Weights.IsEmpty ? 1 : rows.Weights[i];
            sum += w * OfRow(rows.Truth[i], rows.Predicted[i], quantile);
            weight += w;
        }

        return sum / weight;
    }

    /// <summary>Share of the loss of the sample's own quantile that is explained: 1 is perfect, 0 as good as that quantile.</summary>
    public static double Explained(Scored rows, double quantile)
    {
        Door.Values(rows);
        var constant = WeightedQuantile.Of(rows.Truth, rows.Weights, quantile);
        var (part, whole) = (0.0, 0.0);
        for (var i = 0; i < rows.Count; i++)
        {
            var w = rows.Weights.IsEmpty ? 1 : rows.Weights[i];
            part += w * OfRow(rows.Truth[i], rows.Predicted[i], quantile);
            whole += w * OfRow(rows.Truth[i], constant, quantile);
        }

        return RSquared.OneMinus(part, whole);
    }

    internal static double OfRow(double truth, double predicted, double quantile) =>
        truth >= predicted ? quantile * (truth - predicted) : (1 - quantile) * (predicted - truth);
}

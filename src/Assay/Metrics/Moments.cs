namespace Assay.Metrics;

/// <summary>Weighted means, variances and covariance of truth and prediction, in two passes.</summary>
internal readonly record struct Moments(double Truth, double Predicted, double TruthSquares, double PredictedSquares, double Cross)
{
    /// <summary>Population moments; NaN when no row has weight.</summary>
    public static Moments Of(ReadOnlySpan<double> first, ReadOnlySpan<double> second, ReadOnlySpan<double> weights)
    {
        var (total, sumFirst, sumSecond) = (0.0, 0.0, 0.0);
        for (var i = 0; i < first.Length; i++)
        {
            var w = weights.IsEmpty ? 1 : weights[i];
            total += w;
            sumFirst += w * first[i];
            sumSecond += w * second[i];
        }

        var (a, b) = (sumFirst / total, sumSecond / total);
        var (squaresOfFirst, squaresOfSecond, cross) = (0.0, 0.0, 0.0);
        for (var i = 0; i < first.Length; i++)
        {
            var w = weights.IsEmpty ? 1 : weights[i];
            squaresOfFirst += w * (first[i] - a) * (first[i] - a);
            squaresOfSecond += w * (second[i] - b) * (second[i] - b);
            cross += w * (first[i] - a) * (second[i] - b);
        }

        return new(a, b, squaresOfFirst / total, squaresOfSecond / total, cross / total);
    }

    /// <summary>Cross over the root of both squares; NaN when a side is constant.</summary>
    public double Correlation => TruthSquares > 0 && PredictedSquares > 0 ? Cross / Math.Sqrt(TruthSquares) / Math.Sqrt(PredictedSquares) : double.NaN;
}

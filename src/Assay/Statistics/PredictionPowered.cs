using Assay.Numerics;

namespace Assay.Statistics;

/// <summary>A mean from few true values and many predicted ones.</summary>
/// <remarks>
/// Source: Angelopoulos, Bates, Fannjiang, Jordan and Zrnic, Science 382, 2023 (arXiv:2301.09633), section 2 and algorithm 1; the share of trust in predictions
/// follows Angelopoulos, Duchi and Zrnic, PPI++, 2023 (arXiv:2311.01453), example 6.1, so that poor predictions never make the interval longer. Assumes that the
/// rows with true values are drawn at random from all.
/// </remarks>
public static class PredictionPowered
{
    /// <summary>The mean with a normal interval.</summary>
    /// <param name="truth">True values, length n, at least 2.</param>
    /// <param name="predicted">Predictions of the same rows.</param>
    /// <param name="others">Predictions of rows without true values, length N; may be empty, which leaves the plain mean.</param>
    /// <param name="level">The confidence level.</param>
    /// <exception cref="ArgumentException">truth and predicted differ in length.</exception>
    public static Interval Mean(double[] truth, double[] predicted, double[] others, double level = 0.95)
    {
        if (truth.Length != predicted.Length || truth.Length < 2)
        {
            throw new ArgumentException($"truth has {truth.Length} rows but predicted has {predicted.Length}; both need the same number, at least 2.");
        }

        double n = truth.Length;
        var trust = others.Length < 2 ? 0 : Trust(truth, predicted, others);
        double[] corrections = [.. truth.Zip(predicted, (t, p) => t - (trust * p))];
        var value = Sums.Mean(corrections) + (trust == 0 ? 0 : trust * Sums.Mean(others));
        var variance = (TwoSamples.Variance(corrections) / n) + (trust == 0 ? 0 : trust * trust * TwoSamples.Variance(others) / others.Length);
        var half = Tails.NormalOfLevel(level) * Math.Sqrt(variance);
        return new Interval(value, value - half, value + half, trust == 0 ? "normal" : "prediction-powered") { Level = level };
    }

    // How much of the prediction to use so that the variance is least, within [0, 1].
    private static double Trust(double[] truth, double[] predicted, double[] others)
    {
        var (meanTruth, meanPredicted) = (Sums.Mean(truth), Sums.Mean(predicted));
        var covariance = truth.Zip(predicted, (t, p) => (t - meanTruth) * (p - meanPredicted)).Sum() / (truth.Length - 1);
        var spread = TwoSamples.Variance([.. predicted, .. others]);
        return spread == 0 ? 0 : Math.Clamp(covariance / (spread * (1 + ((double)truth.Length / others.Length))), 0, 1);
    }
}

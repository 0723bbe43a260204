using Assay.Numerics;

namespace Assay.Statistics;

/// <summary>A calibration of many classes: softmax(logits / temperature). Never changes which class is most probable.</summary>
/// <param name="Temperature">Above 0; above 1 softens overconfident predictions.</param>
/// <param name="MeanLoss">Mean negative log-likelihood at that temperature, in nats.</param>
/// <remarks>The root of the loss's derivative in 1 / temperature, in which the loss is convex. Source: Guo et al., ICML 2017.</remarks>
public sealed record TemperatureScaling(double Temperature, double MeanLoss)
{
    private const double Coldest = 1e-6;
    private const double Hottest = 1e6;

    /// <summary>Fits the temperature.</summary>
    /// <param name="logits">n x classes, row after row, finite.</param>
    /// <param name="truth">Class of each row, length n.</param>
    /// <param name="classes">Classes, at least 2.</param>
    /// <exception cref="AssayException"><c>data.no-optimum</c> when the loss falls forever, as when every row is right.</exception>
    public static TemperatureScaling Fit(double[] logits, int[] truth, int classes)
    {
        if (logits.Length != truth.Length * classes || truth.Length == 0)
        {
            throw new ArgumentException($"{truth.Length} rows of {classes} classes need as many logits, found {logits.Length}.");
        }

        Inputs.Finite(logits, "logit");
        if (truth.Any(label => label < 0 || label >= classes))
        {
            throw new AssayException("data.label-unknown", $"A class lies between 0 and {classes - 1}, one column of logits each. Map the labels first.");
        }

        double Slope(double logInverse) => SlopeAt(Math.Exp(logInverse), logits, truth, classes);
        var (low, high) = (Math.Log(1 / Hottest), Math.Log(1 / Coldest));
        if (Slope(low) >= 0 || Slope(high) <= 0)
        {
            throw new AssayException(
                "data.no-optimum",
                "The loss has no smallest value: it keeps falling as the temperature goes to 0 (every row is right) or to infinity (worse than chance).");
        }

        var inverse = Math.Exp(Tails.Root(Slope, low, high));
        var loss = 0.0;
        for (var row = 0; row < truth.Length; row++)
        {
            loss -= Math.Log(Softmax(logits.AsSpan(row * classes, classes), inverse)[truth[row]]);
        }

        return new(1 / inverse, loss / truth.Length);
    }

    /// <summary>Probabilities at this temperature, n x classes.</summary>
    public double[] Apply(double[] logits, int classes)
    {
        var probabilities = new double[logits.Length];
        for (var start = 0; start < logits.Length; start += classes)
        {
            Softmax(logits.AsSpan(start, classes), 1 / Temperature).CopyTo(probabilities, start);
        }

        return probabilities;
    }

    private static double SlopeAt(double inverse, double[] logits, int[] truth, int classes)
    {
        var slope = 0.0;
        for (var row = 0; row < truth.Length; row++)
        {
            var span = logits.AsSpan(row * classes, classes);
            slope += Sums.Dot(Softmax(span, inverse), span) - span[truth[row]];
        }

        return slope;
    }

    private static double[] Softmax(ReadOnlySpan<double> logits, double inverse)
    {
        var largest = logits[0];
        foreach (var logit in logits)
        {
            largest = Math.Max(largest, logit);
        }

        var (probabilities, sum) = (new double[logits.Length], 0.0);
        for (var k = 0; k < logits.Length; k++)
        {
            probabilities[k] = Math.Exp((logits[k] - largest) * inverse);
            sum += probabilities[k];
        }

        return Array.ConvertAll(probabilities, p => p / sum);
    }
}

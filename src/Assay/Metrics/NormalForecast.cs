using Assay.Numerics;

namespace Assay.Metrics;

/// <summary>Scores of forecasts that are a normal distribution a row; means and deviations have the target's unit.</summary>
/// <remarks>Source: Gneiting and Raftery, JASA 102, 2007; closed form of the CRPS: Gneiting et al., Monthly Weather Review 133, 2005.</remarks>
public static class NormalForecast
{
    /// <summary>Mean continuous ranked probability score: the absolute error of a whole distribution.</summary>
    public static double Crps(double[] truth, double[] means, double[] deviations) => Mean(truth, means, deviations, (z, deviation) =>
        deviation * ((z * ((2 * Tails.NormalBelow(z)) - 1)) + (2 * Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI)) - (1 / Math.Sqrt(Math.PI))));

    /// <summary>Mean negative log-likelihood, in nats.</summary>
    public static double LogLoss(double[] truth, double[] means, double[] deviations) => Mean(truth, means, deviations, (z, deviation) =>
        (0.5 * Math.Log(2 * Math.PI * deviation * deviation)) + (z * z / 2));

    /// <summary>Mean over q = 0.01 ... 0.99 of the distance of the share of rows at or below their q-quantile from q.</summary>
    /// <remarks>Source: Kuleshov, Fenner and Ermon, ICML 2018.</remarks>
    public static double CalibrationError(double[] truth, double[] means, double[] deviations)
    {
        Check(truth, means, deviations);
        return Enumerable.Range(1, 99).Average(percent =>
        {
            var z = Tails.NormalQuantile(percent / 100.0);
            var below = truth.Where((t, i) => t <= means[i] + (deviations[i] * z)).Count();
            return Math.Abs(((double)below / truth.Length) - (percent / 100.0));
        });
    }

    private static double Mean(double[] truth, double[] means, double[] deviations, Func<double, double, double> of)
    {
        Check(truth, means, deviations);
        return truth.Select((t, i) => of((t - means[i]) / deviations[i], deviations[i])).Average();
    }

    private static void Check(double[] truth, double[] means, double[] deviations)
    {
        if (truth.Length != means.Length || truth.Length != deviations.Length)
        {
            throw new ArgumentException($"There are {truth.Length} true values, {means.Length} means and {deviations.Length} deviations.");
        }

        Door.CheckRows(truth.Length);
        Door.Finite(truth, "truth");
        Door.Finite(means, "mean");
        Door.Finite(deviations, "deviation");
        if (deviations.Any(d => d <= 0))
        {
            throw new AssayException("data.value-outside", "Every deviation must be above 0.");
        }
    }
}

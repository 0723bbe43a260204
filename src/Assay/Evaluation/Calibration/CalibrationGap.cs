using Assay.Evaluation.Rows;
using Assay.Numerics;
using Assay.Statistics;

namespace Assay.Evaluation.Calibration;

/// <summary>How far said and seen lie apart, without the part that chance adds.</summary>
/// <remarks>
/// The weighted mean of squared gaps of bins of equal mass, each less its own sampling variance: its expectation is 0 under perfect
/// calibration, where the plain one is above. Source: Broecker, Climate Dynamics 39, 2012; Kumar, Liang and Ma, NeurIPS 2019. The interval takes bins as independent
/// normals with the variance of a squared normal, 4 g^2 s^2 + 2 s^4.
/// </remarks>
internal static class CalibrationGap
{
    /// <summary>The root of the debiased mean squared gap with its interval, in the unit of the predictions; 0 where chance explains all of it.</summary>
    /// <param name="predicted">One number a row.</param>
    /// <param name="happened">What it ought to equal on average.</param>
    /// <param name="bins">Row indices a bin.</param>
    /// <param name="design">How rows count.</param>
    public static Interval Of(double[] predicted, double[] happened, int[][] bins, RowDesign design)
    {
        var (total, center, variance) = (design.Total(predicted.Length), 0.0, 0.0);
        foreach (var bin in bins)
        {
            var part = design.At(bin);
            double[] gaps = [.. bin.Select(r => happened[r] - predicted[r])];
            var weight = part.Total(bin.Length);
            var mean = part.Average(gaps);
            var (error, units) = part.Error([.. gaps.Select((g, i) => part.Weight(i) * (g - mean) / weight)]);
            if (units < 2)
            {
                return Interval.None("a bin holds a single row or unit") with { Level = design.Level };
            }

            var (share, noise) = (weight / total, error * error);
            if (bin.All(r => happened[r] == happened[bin[0]]))
            {
                // Rows that all went one way show no noise of their own; the model's own word says how much there is at least.
                noise = Math.Max(noise, bin.Select((r, i) => Square(part.Weight(i) / weight) * predicted[r] * (1 - predicted[r])).Sum());
            }

            var square = (mean * mean) - noise;
            center += share * square;
            variance += share * share * ((4 * Math.Max(0, square) * noise) + (2 * noise * noise));
        }

        var half = Tails.NormalOfLevel(design.Level) * Math.Sqrt(variance);
        return new Interval(Root(center), Root(center - half), Root(center + half), $"debiased over {bins.Length} bins of equal mass, normal") { Level = design.Level };
    }

    private static double Square(double value) => value * value;

    private static double Root(double square) => Math.Sqrt(Math.Max(0, square));
}

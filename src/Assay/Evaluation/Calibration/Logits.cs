namespace Assay.Evaluation.Calibration;

/// <summary>Probabilities as log odds.</summary>
internal static class Logits
{
    private const double Smallest = 2.220446049250313e-16;

    /// <summary>ln p, cut at 2^-52.</summary>
    public static double Log(double probability) => Math.Log(Math.Max(probability, Smallest));

    /// <summary>ln p - ln(1 - p), cut at both ends.</summary>
    public static double Of(double probability) => Log(probability) - Log(1 - probability);
}

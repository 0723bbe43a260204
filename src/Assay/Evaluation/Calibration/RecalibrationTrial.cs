using Assay.Statistics;

namespace Assay.Evaluation.Calibration;

/// <summary>One way to mend probabilities, learnt on one half of the rows and judged on the other.</summary>
/// <param name="Method">The <see cref="Recalibrator"/>'s name.</param>
public sealed record RecalibrationTrial(string Method)
{
    /// <summary>What was learnt on the first half; null when that failed.</summary>
    public RecalibrationFit? Fit { get; init; }

    /// <summary>Log loss before less after, on the second half: above 0 it helps. At a level that holds for all methods together.</summary>
    public Interval LogLossGain { get; init; } = Interval.None("nothing was fitted");

    /// <summary>Brier score before less after, likewise.</summary>
    public Interval BrierGain { get; init; } = Interval.None("nothing was fitted");

    /// <summary>Expected calibration error (15 bins of equal width) on the second half after mending.</summary>
    public double ErrorAfter { get; init; } = double.NaN;

    /// <summary>Why nothing was fitted; null when it was.</summary>
    public string? Failure { get; init; }
}

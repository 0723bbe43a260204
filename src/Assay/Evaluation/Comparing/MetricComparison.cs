using Assay.Statistics;

namespace Assay.Evaluation.Comparing;

/// <summary>One metric of two systems over the same rows.</summary>
/// <param name="Metric">The metric's kebab-case name.</param>
/// <param name="LargerIsBetter">Which way is better.</param>
/// <param name="First">The first system's score.</param>
/// <param name="Second">The second system's score.</param>
/// <param name="Gain">What the second gains over the first, paired; positive is better whatever the metric.</param>
public sealed record MetricComparison(string Metric, bool LargerIsBetter, Interval First, Interval Second, Interval Gain)
{
    /// <summary>Two-sided p value of no difference; NaN when undefined.</summary>
    public double P { get; init; } = double.NaN;

    /// <summary>The same after Holm over the metrics beside the main one; of the main one it is <see cref="P"/>.</summary>
    public double AdjustedP { get; init; } = double.NaN;

    /// <summary>The test the p value comes from.</summary>
    public string Test { get; init; } = "";

    /// <summary>The smallest useful difference in the metric's unit.</summary>
    public double Margin { get; init; }

    /// <summary>What the interval allows one to say of the second system.</summary>
    public Decision Decision { get; init; }
}

namespace Assay.Statistics;

/// <summary>Two areas under the ROC curve over the same rows.</summary>
/// <param name="Difference">First minus second, with its interval.</param>
/// <param name="Z">Difference over its standard error.</param>
/// <param name="P">Two-sided normal p value.</param>
public sealed record DeLongComparison(Interval Difference, double Z, double P)
{
    /// <summary>The first area.</summary>
    public double First { get; init; } = double.NaN;

    /// <summary>The second area.</summary>
    public double Second { get; init; } = double.NaN;

    /// <summary>Variance of the first area.</summary>
    public double VarianceOfFirst { get; init; } = double.NaN;

    /// <summary>Variance of the second area.</summary>
    public double VarianceOfSecond { get; init; } = double.NaN;

    /// <summary>Covariance of the two areas.</summary>
    public double Covariance { get; init; } = double.NaN;
}

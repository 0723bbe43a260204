namespace Assay.Statistics;

/// <summary>A t test.</summary>
/// <param name="T">The statistic; NaN when undefined.</param>
/// <param name="P">Two-sided p value; NaN when undefined.</param>
/// <param name="Degrees">Degrees of freedom.</param>
public sealed record TTest(double T, double P, double Degrees)
{
    /// <summary>The mean difference with its interval; undefined where the test does not give one.</summary>
    public Interval Mean { get; init; } = Interval.None("this test gives no interval");

    /// <summary>Why there is no statistic; null when there is one.</summary>
    public string? Undefined { get; init; }

    /// <summary>No test, with the reason.</summary>
    public static TTest None(string reason) => new(double.NaN, double.NaN, double.NaN) { Undefined = reason, Mean = Interval.None(reason) };
}

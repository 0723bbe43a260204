namespace Assay.Statistics;

/// <summary>A number with its confidence interval and the method that made it.</summary>
/// <param name="Value">The point estimate; NaN when undefined.</param>
/// <param name="Low">Lower limit.</param>
/// <param name="High">Upper limit.</param>
/// <param name="Method">How the limits were found, for example <c>delong</c> or <c>paired bootstrap over groups</c>.</param>
public sealed record Interval(double Value, double Low, double High, string Method)
{
    /// <summary>The confidence level, in (0, 1); 0.95 unless said.</summary>
    public double Level { get; init; } = 0.95;

    /// <summary>Why the value is NaN; null when it is a number.</summary>
    public string? Undefined { get; init; }

    /// <summary>An undefined number with its reason.</summary>
    public static Interval None(string reason) => new(double.NaN, double.NaN, double.NaN, "none") { Undefined = reason };
}

namespace Assay.Metrics;

/// <summary>A metric's number, or NaN with the reason.</summary>
/// <param name="Value">The number; NaN when undefined.</param>
/// <param name="Undefined">Why it is NaN; null when it is a number.</param>
public readonly record struct MetricValue(double Value, string? Undefined = null)
{
    /// <summary>An undefined value with its reason.</summary>
    public static MetricValue None(string reason) => new(double.NaN, reason);

    /// <summary>A defined value.</summary>
    public static implicit operator MetricValue(double value) => new(value);
}

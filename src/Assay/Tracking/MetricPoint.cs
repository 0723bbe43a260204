namespace Assay.Tracking;

/// <summary>One measured value of a run.</summary>
/// <param name="Key">The metric's name, 1 to 250 characters.</param>
/// <param name="Value">Any double: NaN and the infinities are kept; negative zero reads back as zero.</param>
/// <param name="Step">Where on the curve: iteration, epoch, fold or training size.</param>
/// <param name="Time">When measured, kept to the millisecond; the store's clock when left out.</param>
public sealed record MetricPoint(string Key, double Value, long Step = 0, DateTimeOffset? Time = null);

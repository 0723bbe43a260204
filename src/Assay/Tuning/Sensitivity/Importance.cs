using Assay.Statistics;

namespace Assay.Tuning.Sensitivity;

/// <summary>How much of the differences between trials one parameter makes.</summary>
/// <param name="Parameter">Its name.</param>
/// <param name="Share">From 0 on, with its interval over resampled trials; what shares sum to depends on the method.</param>
public sealed record Importance(string Parameter, Interval Share);

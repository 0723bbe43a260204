using Assay.Statistics;

namespace Assay.Development;

/// <summary>One point of a learning curve.</summary>
/// <param name="Rows">Training rows.</param>
/// <param name="Score">The metric with its interval.</param>
public sealed record CurvePoint(double Rows, Interval Score);

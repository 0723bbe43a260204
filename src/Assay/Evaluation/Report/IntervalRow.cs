using Assay.Statistics;

namespace Assay.Evaluation.Report;

/// <summary>One line of a chart of intervals.</summary>
/// <param name="Label">Words before the line.</param>
/// <param name="Interval">The number and its limits.</param>
/// <param name="Look">Colour and shape.</param>
internal sealed record IntervalRow(string Label, Interval Interval, Look Look);

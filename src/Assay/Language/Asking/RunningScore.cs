using Assay.Statistics;

namespace Assay.Language.Asking;

/// <summary>The score so far of a task, of the documents that are done.</summary>
/// <param name="Task">The task.</param>
/// <param name="Metric">Its first metric that is a mean over documents.</param>
/// <param name="Mean">The mean with its interval.</param>
public sealed record RunningScore(string Task, string Metric, Interval Mean);

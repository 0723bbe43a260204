using Assay.Evaluation.Suite;

namespace Assay.Cli.Rendering;

/// <summary>Progress of an evaluation where nothing may be redrawn: one line a check.</summary>
internal sealed class EvaluationProgressLines(TextWriter writer) : IProgress<EvaluationProgress>
{
    /// <inheritdoc/>
    public void Report(EvaluationProgress value) => writer.WriteLine($"{value.Done + 1} of {value.Of}  {value.Check}");
}

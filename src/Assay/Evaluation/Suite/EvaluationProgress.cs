namespace Assay.Evaluation.Suite;

/// <summary>Where an evaluation is.</summary>
/// <param name="Check">The check that begins.</param>
/// <param name="Done">Runs that are finished.</param>
/// <param name="Of">Runs in all.</param>
public sealed record EvaluationProgress(string Check, int Done, int Of);

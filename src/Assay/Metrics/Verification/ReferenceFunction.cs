namespace Assay.Metrics.Verification;

/// <summary>One function a case file may name: reads the case's input, asks the library, and answers in the file's words.</summary>
/// <remarks>Case files write the name with underscores: <c>binary-score-metrics</c> is <c>binary_score_metrics</c> there.</remarks>
public abstract class ReferenceFunction
{
    /// <summary>The numbers of one case, by the file's own keys. Values are numbers, flags, texts, lists or nested answers.</summary>
    internal abstract Answer Compute(CaseInput input);
}

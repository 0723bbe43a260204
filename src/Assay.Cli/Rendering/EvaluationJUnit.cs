using Assay.Evaluation.Checks;
using Assay.Evaluation.Suite;

namespace Assay.Cli.Rendering;

/// <summary>An evaluation as JUnit XML: a suite a check, a test case a subject. What cannot be told and what does not apply is skipped with its sentence.</summary>
internal static class EvaluationJUnit
{
    /// <summary>The document.</summary>
    public static string Write(EvaluationOutcome outcome) => JUnit.Document($"assay evaluate {outcome.Name}", outcome.Seconds, [
        .. outcome.Results.GroupBy(r => r.Check).Select(group => JUnit.Suite("assay." + group.Key, [.. group.Select((r, i) => JUnit.Case("assay." + r.Check, $"{i + 1} {r.Subject}", r.Sentence, r.Status switch
        {
            CheckStatus.Passed => null,
            CheckStatus.Failed => "failure",
            _ => "skipped",
        }))])),
    ]);
}

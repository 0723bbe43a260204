using Assay.Evaluation.Checks;

namespace Assay.Evaluation.Suite;

/// <summary>One run of one check.</summary>
/// <param name="Settings">The check and what is set for it.</param>
/// <param name="Reason">Why it is run, for people; empty when nobody said.</param>
public sealed record SuiteRun(CheckSettings Settings, string Reason);

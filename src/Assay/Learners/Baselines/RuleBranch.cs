namespace Assay.Learners.Baselines;

/// <summary>One branch of a user's rule.</summary>
/// <param name="Condition">When the branch applies; null for <c>else</c>.</param>
/// <param name="Answer">What is answered then, as written.</param>
internal sealed record RuleBranch(RuleCondition? Condition, string Answer);

namespace Assay.Evaluation.Checks;

/// <summary>How a check ended.</summary>
public enum CheckStatus
{
    /// <summary>The whole interval lies on the good side of the limit.</summary>
    Passed,

    /// <summary>The whole interval lies on the bad side of the limit.</summary>
    Failed,

    /// <summary>The interval holds the limit, or the number is undefined: these rows do not decide it.</summary>
    CannotTell,

    /// <summary>The check has nothing to look at here; the sentence says why.</summary>
    NotApplicable,
}

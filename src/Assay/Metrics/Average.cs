namespace Assay.Metrics;

/// <summary>How numbers of several classes become one.</summary>
public enum Average
{
    /// <summary>The plain mean over classes.</summary>
    Macro,

    /// <summary>All rows and classes counted together.</summary>
    Micro,

    /// <summary>The mean over classes, each by its share of true rows.</summary>
    Weighted,
}

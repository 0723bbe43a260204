namespace Assay.Data;

/// <summary>What is to be predicted.</summary>
public enum LearningTask
{
    /// <summary>One of two classes; predictions are the probability of the positive class.</summary>
    Binary,

    /// <summary>One of three or more classes; predictions are one probability a class, rows sum to 1.</summary>
    Multiclass,

    /// <summary>A number in the target's own unit.</summary>
    Regression,
}

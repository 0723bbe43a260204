namespace Assay.Evaluation;

/// <summary>What the predicted numbers mean, and so which metrics make sense of them.</summary>
public enum PredictionKind
{
    /// <summary>A probability, one a class or that of the positive class.</summary>
    Probability,

    /// <summary>A score of two classes on any scale: larger is more likely positive. Only ranking metrics apply.</summary>
    Score,

    /// <summary>A class without a probability, kept as a probability of 1. Ranking and probability metrics do not apply.</summary>
    Label,

    /// <summary>A number in the target's unit.</summary>
    Value,
}

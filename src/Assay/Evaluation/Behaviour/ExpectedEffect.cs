namespace Assay.Evaluation.Behaviour;

/// <summary>What an expectation says of the prediction.</summary>
internal enum ExpectedEffect
{
    /// <summary>It rises.</summary>
    Up,

    /// <summary>It falls.</summary>
    Down,

    /// <summary>It does not rise by more than the tolerance.</summary>
    NotUp,

    /// <summary>It does not fall by more than the tolerance.</summary>
    NotDown,

    /// <summary>It moves by no more than the tolerance.</summary>
    Unchanged,
}

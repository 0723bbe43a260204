namespace Assay.Data;

/// <summary>How rows were dealt to the parts of a split.</summary>
public enum SplitKind
{
    /// <summary>At random, the target's distribution kept in every part.</summary>
    Stratified,

    /// <summary>Whole groups at random: no group is in two parts.</summary>
    Grouped,

    /// <summary>By time: always trained on the past, tested on what came after.</summary>
    Time,
}

namespace Assay.Tuning.Spaces;

/// <summary>What kind of values a parameter takes.</summary>
public enum DimensionKind
{
    /// <summary>A number between two limits, both included.</summary>
    Float,

    /// <summary>A whole number between two limits, both included.</summary>
    Int,

    /// <summary>One of some words with no order among them.</summary>
    Category,

    /// <summary>One of some words in order, each nearest to its neighbours.</summary>
    Ordinal,
}

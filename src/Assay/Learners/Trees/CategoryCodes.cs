namespace Assay.Learners.Trees;

/// <summary>How a category becomes features.</summary>
internal enum CategoryCodes
{
    /// <summary>Native where levels have many rows each, otherwise in order: sets of rare levels fit noise.</summary>
    Auto,

    /// <summary>A code without an order; trees split on sets of levels.</summary>
    Native,

    /// <summary>A code in the order of the levels' names, or of the numbers they start with.</summary>
    Ordinal,

    /// <summary>One feature a level, for few levels; otherwise a code in order.</summary>
    OneEach,
}

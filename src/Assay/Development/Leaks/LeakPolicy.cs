namespace Assay.Development.Leaks;

/// <summary>What to do about leak findings.</summary>
public enum LeakPolicy
{
    /// <summary>Leave out columns that are certain, warn of those that are suspected.</summary>
    Default,

    /// <summary>Leave out columns that are certain or suspected.</summary>
    Drop,

    /// <summary>Leave out nothing, warn of everything.</summary>
    Warn,

    /// <summary>End with an error when any column is certain or suspected.</summary>
    Stop,
}

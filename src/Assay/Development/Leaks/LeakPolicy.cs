namespace Assay.Development.Leaks;

/// <summary>What to do about leak findings. Columns that the user asked to keep stay in under every policy.</summary>
public enum LeakPolicy
{
    /// <summary>Leave out columns that are certain, warn of those that are suspected.</summary>
    Warn,

    /// <summary>Leave out columns that are certain or suspected.</summary>
    Drop,

    /// <summary>End with an error when any column is certain, warn of those that are suspected.</summary>
    Stop,
}

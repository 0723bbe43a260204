namespace Assay.Tracking;

/// <summary>What to do with a folder that is there already.</summary>
public enum ExistingFolder
{
    /// <summary>Leave it and report an error.</summary>
    Refuse,

    /// <summary>Move it aside, put the new one in its place, then remove it.</summary>
    Replace,
}

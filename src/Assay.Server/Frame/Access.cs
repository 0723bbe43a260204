namespace Assay.Server.Frame;

/// <summary>What a route lets its caller do; a token's role must reach it.</summary>
internal enum Access
{
    /// <summary>Tells nothing about the store: anybody may.</summary>
    Open,

    /// <summary>Looks into the store.</summary>
    Read,

    /// <summary>Records, changes, or deletes so that it can be restored.</summary>
    Write,

    /// <summary>Deletes for good, or administers.</summary>
    Admin,
}

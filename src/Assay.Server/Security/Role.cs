namespace Assay.Server.Security;

/// <summary>What the owner of a token may do; each role may do what those before it may.</summary>
internal enum Role
{
    /// <summary>Nothing: no token, or an unknown one.</summary>
    None,

    /// <summary>Look.</summary>
    Read,

    /// <summary>Record, change, and delete what can be restored.</summary>
    Write,

    /// <summary>Everything.</summary>
    Admin,
}

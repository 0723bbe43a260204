namespace Assay.Tracking.Versions;

/// <summary>A version of a file, a folder or a table, kept in the store.</summary>
/// <param name="Name">What its line of versions is called.</param>
/// <param name="Version">Its number, from 1.</param>
/// <param name="Digest">SHA-256 of a file's bytes; of a folder over names and contents, hexadecimal.</param>
public sealed record DataVersion(string Name, long Version, string Digest)
{
    /// <summary><c>file</c>, <c>folder</c> or <c>table</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Of a table the digest over every cell, rows in order: the one runs record.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>Length of its content.</summary>
    public long Bytes { get; init; }

    /// <summary>What it added to the store.</summary>
    public long AddedBytes { get; init; }

    /// <summary>Number of files.</summary>
    public long Files { get; init; }

    /// <summary>Rows of a table.</summary>
    public long? Rows { get; init; }

    /// <summary>Where it was added from.</summary>
    public string Source { get; init; } = "";

    /// <summary>What was said about it.</summary>
    public string Message { get; init; } = "";

    /// <summary>When it was added.</summary>
    public DateTimeOffset Created { get; init; }

    internal string Manifest { get; init; } = "";

    internal string? Profile { get; init; }

    /// <summary>Its name and number, as commands take them.</summary>
    public override string ToString() => $"{Name}@{Version}";
}

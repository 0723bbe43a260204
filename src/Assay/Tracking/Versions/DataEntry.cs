namespace Assay.Tracking.Versions;

/// <summary>One file of a version, and how its bytes are kept.</summary>
/// <param name="Name">Its normalised name, relative, parts joined by <c>/</c>.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Digest">SHA-256 of its content, hexadecimal; of a link empty.</param>
internal sealed record DataEntry(string Name, long Bytes, string Digest)
{
    /// <summary>Where a link points, relative to its folder; null for a file.</summary>
    public string? Link { get; init; }

    /// <summary>Whether its owner may run it.</summary>
    public bool Runnable { get; init; }

    /// <summary>The content cut in pieces, one after the other; of a table one list a column.</summary>
    public IReadOnlyList<IReadOnlyList<Piece>> Streams { get; init; } = [];

    /// <summary>What stands between the columns of a table kept by columns; null for plain content.</summary>
    public char? Delimiter { get; init; }

    /// <summary>Whether the last line of a table has no end.</summary>
    public bool Unterminated { get; init; }

    /// <summary>The manifest of the version whose content the pieces, a patch, are applied to; null for content that stands for itself.</summary>
    public string? Base { get; init; }

    /// <summary>How many patches lie over each other.</summary>
    public int Depth { get; init; }
}

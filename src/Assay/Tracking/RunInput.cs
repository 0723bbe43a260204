namespace Assay.Tracking;

/// <summary>Data a run was given, known by a digest over every cell.</summary>
/// <param name="Name">What people call it, for example <c>loans.csv</c>.</param>
/// <param name="Digest">The order-sensitive digest, hexadecimal.</param>
public sealed record RunInput(string Name, string Digest)
{
    /// <summary>What it was used for: <c>training</c>, <c>test</c>, <c>folds</c>.</summary>
    public string Context { get; init; } = "training";

    /// <summary>Where it was read from: a full path or an address.</summary>
    public string Source { get; init; } = "";

    /// <summary>Number of rows, when known.</summary>
    public long? Rows { get; init; }

    /// <summary>Columns and types as JSON, when known.</summary>
    public string? Schema { get; init; }

    /// <summary>Further digests and numbers as JSON, when known: for example the order-free digest and one a column.</summary>
    public string? Profile { get; init; }
}

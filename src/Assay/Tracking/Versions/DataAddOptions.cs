namespace Assay.Tracking.Versions;

/// <summary>What is said about data that is added.</summary>
public sealed record DataAddOptions
{
    /// <summary>What the line of versions is called; the file's or folder's name when null.</summary>
    public string? Name { get; init; }

    /// <summary>Columns of a table that together name a row; found when a diff needs them, when empty.</summary>
    public IReadOnlyList<string> Key { get; init; } = [];

    /// <summary>A remark.</summary>
    public string Message { get; init; } = "";

    /// <summary>Ends it; nothing is kept then.</summary>
    public CancellationToken Cancellation { get; init; }
}
